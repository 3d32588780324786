"""The ClaimReview, held against what schema.org and the guidance for publishers want."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from briefing.dossier.dossier import Dossier
from briefing.exports.claimreview import LONGEST, claimreview, shortened
from briefing.view.address import decode
from tests.invented import seen


def reviews(dossier: Dossier, **state: Any) -> dict[str, Any]:
    found = json.loads(claimreview(seen(dossier, **state)))
    return {each["url"].partition("focus=")[2].partition("&")[0]: each for each in found}


def test_every_review_has_what_is_required(small: Dossier) -> None:
    for each in reviews(small).values():
        assert (each["@context"], each["@type"]) == ("https://schema.org", "ClaimReview")
        assert 0 < len(each["claimReviewed"]) <= LONGEST
        assert each["reviewRating"].keys() == {"@type", "alternateName", "ratingExplanation"}
        assert each["itemReviewed"]["@type"] == "Claim"


def test_the_rating_is_the_standing_in_words(small: Dossier) -> None:
    found = reviews(small)
    assert found["c-varo-killed"]["reviewRating"]["alternateName"] == "contested"
    assert found["c-varo-killed"]["reviewRating"]["ratingExplanation"].startswith("3 reports, 1 origin")


def test_the_rating_does_not_follow_a_filter(small: Dossier) -> None:
    assert reviews(small, region=("dorrland",))["c-varo-killed"]["reviewRating"]["alternateName"] == "contested"


def test_the_address_leads_to_the_claim(small: Dossier) -> None:
    address = urlsplit(
        json.loads(claimreview(replace(seen(small), link="https://briefing.example/tj/map?v=1")))[0]["url"]
    )
    assert (address.netloc, address.path) == ("briefing.example", "/tj/claims")
    state, notices = decode(parse_qsl(address.query), small)
    assert (state.focus, state.release, notices) == ("c-varo-killed", small.release, ())


def test_a_claim_has_its_author_and_appearances(small: Dossier) -> None:
    claim = reviews(small)["c-varo-killed"]["itemReviewed"]
    assert claim["author"] == {"@type": "Organization", "name": "unnamed officers in Dorrland"}
    urls = [work["url"] for work in claim["appearance"]]
    assert urls == ["https://herald.example/varo", "https://wire.example/varo", "https://voice.example/varo"]
    assert claim["firstAppearance"]["datePublished"] == "2021-04-12"


def test_a_long_claim_is_cut_at_a_word() -> None:
    assert shortened("a" * LONGEST) == "a" * LONGEST
    assert shortened(f"{'word ' * 15}end") == f"{'word ' * 14}".strip() + "…"


def test_only_the_claims_shown_are_there(small: Dossier) -> None:
    view = seen(small, actor=("tolm",))
    assert tuple(reviews(small, actor=("tolm",))) == view.shown.claims.ids
