"""The ClaimReview, held against what schema.org and the guidance for publishers want."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim
from briefing.exports.claimreview import LONGEST, NoAddressError, claimreview, is_public, reviewed
from briefing.view.address import decode
from tests.invented import row, seen, served


def reviews(dossier: Dossier, **state: Any) -> dict[str, Any]:
    found = json.loads(claimreview(served(seen(dossier, **state))))
    return {each["url"].partition("focus=")[2].partition("&")[0]: each for each in found}


def test_every_review_has_what_is_required(small: Dossier) -> None:
    for each in reviews(small).values():
        assert (each["@context"], each["@type"]) == ("https://schema.org", "ClaimReview")
        assert each["claimReviewed"]
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


LONG = "A missile strike in the west of the town killed the commander and nine of his men in April."
SHORT = "A strike killed the commander."


@pytest.mark.parametrize(
    ("statement", "short", "told"),
    [
        ("The commander is alive.", SHORT, "The commander is alive."),
        ("a" * LONGEST, SHORT, "a" * LONGEST),
        (LONG, SHORT, SHORT),
        (LONG, "killed in the west of the town, April", LONG),
        (LONG, "Killed in the west of the town", LONG),
        (LONG, "Dead.", LONG),
    ],
)
def test_a_claim_is_its_statement_or_a_sentence_of_its_curators(statement: str, short: str, told: str) -> None:
    assert len(LONG) > LONGEST
    assert reviewed(row(Claim, "c", statement=statement, short=short)) == told


def test_every_review_gives_the_statement_in_full(small: Dossier) -> None:
    for id, each in reviews(small).items():
        assert each["itemReviewed"]["text"] == small.row(Claim, id).statement
        assert "…" not in each["claimReviewed"]


PUBLIC = ("https://briefing.example/tj?v=1", "http://8.8.8.8/", "https://[2606:4700::1111]/")
NOT_PUBLIC = (
    "",
    "/claims",
    "https:///claims",
    "ftp://briefing.example/",
    "http://localhost:8501/?v=1",
    "http://127.0.0.1:8501/",
    "http://10.0.0.7/",
    "http://192.168.1.2/map",
    "http://[::1]/",
    "http://[bad/",
    "https://briefing/",
    "https://briefing.ministry.internal/",
    "https://example.invalid/",
)


@pytest.mark.parametrize("link", NOT_PUBLIC)
def test_without_a_public_address_there_is_no_review(small: Dossier, link: str) -> None:
    assert not is_public(link)
    with pytest.raises(NoAddressError, match=r"a public address of the dashboard is wanted, and .+ --address"):
        claimreview(replace(seen(small), link=link))


@pytest.mark.parametrize("link", PUBLIC)
def test_with_one_there_are(small: Dossier, link: str) -> None:
    assert is_public(link)
    assert len(json.loads(claimreview(replace(seen(small), link=link)))) == len(small.claims)


def test_only_the_claims_shown_are_there(small: Dossier) -> None:
    view = seen(small, actor=("tolm",))
    assert tuple(reviews(small, actor=("tolm",))) == view.shown.claims.ids
