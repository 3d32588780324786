"""The record card and the other prepared HTML: a card for every record, nothing but text in it, no bare word."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from briefing.analysis.standing import WORDS, Standing
from briefing.dossier.dossier import Dossier
from briefing.dossier.likelihood import BANDS
from briefing.dossier.records import TABLES, Actor, Claim, Evidence, Place, Record, Source, references
from briefing.html.card import card_html
from briefing.html.render import hrefs, render
from briefing.html.state_line import CHOSEN, plain, state_line, words_of
from briefing.view.filters import region_id
from briefing.view.view import View
from tests.analysis.test_known import html
from tests.invented import MARK, dossier, dossiers, examples, gathered, renamed, row, seen

NASTY = """<script>alert("x")</script>' onload='x' {{ 7 * 7 }} &amp; </article>"""
EMPTY_TAGS = {"br", "circle", "line", "path", "rect", "hr"}


class Tags(HTMLParser):
    """Every tag and attribute of a piece of HTML, and the tags that were not closed in their order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.open += [] if tag in EMPTY_TAGS else [tag]

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY_TAGS:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def rows(built: Dossier) -> list[Record]:
    return [each for _, table in built.tables() for each in table]


def poisoned(built: Dossier) -> Dossier:
    """The dossier with markup at the end of every free text."""

    def bad(row: Record) -> Record:
        free = [
            name
            for name, field in type(row).model_fields.items()
            if field.annotation is str and name not in ("id", "url", *references(type(row)))
        ]
        return row.model_copy(update={name: f"{getattr(row, name)} {NASTY}" for name in free})

    spoiled: dict[str, Any] = {name: tuple(map(bad, table)) for name, table in built.tables()}
    return replace(built, **spoiled)


# --- every record has a card


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "chosen", [{}, {"region": ("dorrland",)}, {"without": ("o-officers",)}, {"asof": date(2021, 4, 16)}]
)
def test_every_record_has_a_card(small: Dossier, table: str, chosen: dict[str, Any]) -> None:
    view = seen(small, **chosen)
    for each in getattr(small, table):
        card = Tags(card_html(each, view, "claims"))
        assert card.open == []
        assert card.names >= {"article", "p"}
        assert len(card.text.split()) > 3


def test_the_card_of_a_claim_leads_to_every_report_and_source(small: Dossier) -> None:
    card = card_html(small.row(Claim, "c-varo-killed"), seen(small), "claims")
    for said in small.referring(Evidence, "claim", "c-varo-killed"):
        assert f'data-focus="{said.report}"' in card
    for words in (
        "https://wire.example/varo",
        "paragraph 6",
        "Dorr Herald",
        "unnamed officers in Dorrland",
        "For",
        "Against",
    ):
        assert words in card
    assert Tags(card).text.count("In doubt") == 1


def test_a_part_and_a_row_of_evidence_open_what_they_belong_to(small: Dossier) -> None:
    view = seen(small)
    assert card_html(small.involvement[0], view, "") == card_html(small.row(TABLES["events"], "e-lowen"), view, "")
    assert card_html(small.evidence[0], view, "") == card_html(small.row(TABLES["claims"], "c-lowen-12"), view, "")


def test_a_card_says_what_the_filters_hide_of_a_standing(small: Dossier) -> None:
    claim = small.row(TABLES["claims"], "c-varo-killed")
    assert "Your filters hide" not in card_html(claim, seen(small), "")
    narrowed = card_html(claim, seen(small, region=("arvenia",)), "")
    assert "Your filters hide 3 reports for and 0 reports against; the standing counts them." in narrowed


def test_notes_on_several_dossiers_are_kept_apart(small: Dossier) -> None:
    one = seen(small)
    view = replace(one, state=replace(one.state, dossier="north"))
    card = card_html(small.row(Claim, "c-varo-killed"), view, "")
    assert 'data-note="c-varo-killed"' in card and 'data-dossier="north"' in card
    assert 'data-dossier="north"' in render("notes", view.known, view.state, "notes")


def test_a_record_that_a_what_if_took_away_says_so(small: Dossier) -> None:
    card = card_html(small.row(TABLES["reports"], "r-wire-killed"), seen(small, without=("o-officers",)), "")
    assert "falls with what was taken away" in card
    assert "Sarn" not in card


def test_a_card_tells_nothing_bare_of_a_judgement(small: Dossier) -> None:
    text = Tags(card_html(small.judgements[0], seen(small), "")).text
    assert "roughly even chance: 45 to 55 in 100 on the ICD 203 scale" in text
    assert small.judgements[0].confidence in text
    nothing = Tags(card_html(small.judgements[1], seen(small), "")).text
    assert "no judgement possible" in nothing


# --- text stays text


def test_markup_in_the_dossier_stays_text(small: Dossier) -> None:
    clean, spoiled = (Tags("".join(html(seen(each)).values())) for each in (small, poisoned(small)))
    assert spoiled.open == []
    assert spoiled.names == clean.names
    assert spoiled.attributes == clean.attributes | {"lang"}  # of quoted words, which the clean one has none of
    assert NASTY in spoiled.text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", " javascript:alert(1)", "www.example.org"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    built = dossier(["c"], [("2021-04-01", "wire", "o", "supports c")])
    with pytest.raises(ValidationError, match="http"):
        Source.model_validate({**built.sources[0].model_dump(), "url": url})


def test_links_are_relative_but_for_those_of_sources(small: Dossier) -> None:
    links = [link for piece in html(seen(small, actor=("varo",))).values() for link in Tags(piece).links]
    urls = {source.url for source in small.sources}
    assert {link for link in links if not link.startswith("./")} <= urls
    assert all("actor=varo" in link and f"v={small.release}" in link for link in links if link.startswith("./map"))


# --- any dossier: one reading of every piece, since the pieces cost most


@examples(30)
@given(dossiers())
def test_no_text_is_markup_and_no_word_stands_bare(built: Dossier) -> None:
    view, pieces = seen(built), html(seen(built))
    texts: dict[str, str] = {}
    for name, piece in pieces.items():
        tags = Tags(piece)
        assert MARK not in piece and tags.open == [], name
        assert_every_standing_stands_beside_its_mark(name, piece)
        assert_every_likelihood_stands_beside_its_band_and_apart_from_confidence(name, piece, tags.text)
        texts[name] = tags.text
    for each in (*view.known.claims, *view.known.events, *view.known.relations):
        standing = view.standings[getattr(each, "claim", each.id)]
        assert_a_card_with_a_standing_has_its_reason_and_its_strip(
            standing, pieces[f"card {each.id}"], texts[f"card {each.id}"]
        )


def assert_every_standing_stands_beside_its_mark(name: str, piece: str) -> None:
    for item in re.split(r"<(?:li|tr|th|p|h\d)\b", piece):
        bare = [word for word in WORDS if f">{word}<" in item and "<svg" not in item]
        assert bare == [], name


def assert_every_likelihood_stands_beside_its_band_and_apart_from_confidence(name: str, piece: str, text: str) -> None:
    spoken = {word for word in BANDS if f">{word}<" in piece}
    assert not spoken or 'class="band"' in piece, name
    assert all(f"{word}: {BANDS[word][0]} to {BANDS[word][1]} in 100" in text for word in spoken), name


def assert_a_card_with_a_standing_has_its_reason_and_its_strip(standing: Standing, card: str, text: str) -> None:
    assert f"{standing.reason}." in text
    assert 'class="strip"' in card
    assert f">{standing.word}<" in card


# --- the state line


def line(view: View) -> list[str]:
    return plain(view).split(" · ")


def test_the_state_line_tells_every_choice(small: Dossier) -> None:
    assert line(seen(small)) == [
        "Looked at until 30 June 2021, newest report on what is shown 22 May 2021",
        "all actors",
        "all regions",
        "5 of 5 events",
        f"release {small.release}",
    ]
    chosen = {
        "actor": ("varo",),
        "role": ("target",),
        "region": ("arvenia--northmark",),
        "standing": ("denied",),
        "q": "x",
    }
    period = {"start": date(2021, 4, 1), "certainly": True, "asof": date(2021, 5, 1)}
    assert line(seen(small, **chosen, **period)) == [
        "Known as of 1 May 2021",
        "no dated report on what is shown",
        "Anton Varo",
        "role: target",
        "Arvenia › Northmark",
        "certainly from 1 April 2021 on",
        "denied",
        "“x”",
        "0 of 4 events",
        f"release {small.release}",
    ]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2021, 4, 1), None, "possibly from 1 April 2021 on"),
        (None, date(2021, 5, 1), "possibly until 1 May 2021"),
        (date(2021, 4, 1), date(2021, 5, 1), "possibly between 1 April 2021 and 1 May 2021"),
    ],
)
def test_a_period_names_only_the_ends_that_it_has(
    small: Dossier, start: date | None, end: date | None, said: str
) -> None:
    found = line(seen(small, start=start, end=end))
    assert said in found
    assert not any("beginning" in part or "the end" in part for part in found)


def test_how_new_the_reports_are_is_said_of_what_is_shown(small: Dossier) -> None:
    def clock(**choice: object) -> str:
        return " · ".join(line(seen(small, **choice))).partition(" · all")[0]

    assert line(seen(small, actor=("varo",)))[0].endswith("newest report on Anton Varo 22 May 2021")
    assert line(seen(small, actor=("varo", "tolm")))[0].endswith("newest report on what is shown 22 May 2021")
    assert line(seen(small, actor=("lena-varo",)))[0].endswith("newest report on Lena Varo 16 April 2021")
    assert line(seen(small, actor=("lena-varo",), region=("dorrland",)))[0].endswith("no dated report on what is shown")
    assert clock(asof=date(2021, 4, 14)) == "Known as of 14 April 2021 · newest report on what is shown 14 April 2021"
    assert clock(asof=date(2020, 4, 1)) == "Known as of 1 April 2020 · newest report on what is shown March 2020"
    assert clock(asof=date(2019, 1, 1)) == "Known as of 1 January 2019 · no dated report on what is shown"


def test_words_that_run_the_other_way_turn_nothing_in_the_state_line_around_them() -> None:
    dossier = gathered([row(Place, "p", country="العراق", admin1="نينوى"), row(Actor, "a", name="حليموف")])
    chosen = line(seen(dossier, q="حليموف 123", region=(region_id("العراق", "نينوى"),)))
    assert "\u2068العراق\u2069 › \u2068نينوى\u2069" in chosen
    assert "“\u2068حليموف 123\u2069”" in chosen


def test_a_choice_in_the_state_line_leads_to_the_view_without_it(small: Dossier) -> None:
    view = seen(small, actor=("varo", "tolm"), q="sarn", asof=date(2021, 5, 1))
    off = {part.text: part.href for part in state_line(view, hrefs(small, view.state, "map")) if part.off}
    assert list(off) == ["Known as of 1 May 2021", "Anton Varo", "Milo Tolm", "“sarn”"]
    assert off["Anton Varo"] == f"./map?actor=tolm&asof=2021-05-01&q=sarn&v={small.release}"
    assert "q=" not in off["“sarn”"]
    assert "asof=" not in off["Known as of 1 May 2021"]


def test_a_plain_address_carries_no_release(small: Dossier) -> None:
    href = hrefs(small, seen(small, q="x").state, "map")
    assert href(q="") == "./map"
    assert href("claims", q="") == "./claims"
    assert href() == f"./map?q=x&v={small.release}"


def test_a_template_without_its_values_fails(small: Dossier) -> None:
    with pytest.raises(Exception, match="undefined"):
        render("bottom_line", small, seen(small).state, "")


def test_what_only_ids_differ_in_looks_alike() -> None:
    built = dossier(["c"], [("2021-04-01", "wire", "o", "supports c")])
    other = renamed(built, {"c": "z"})
    one, two = (Tags(card_html(each.claims[0], seen(each), "")).text for each in (built, other))
    assert one == two


def test_a_source_without_a_date_says_so() -> None:
    source = row(Source, "s", outlet="wire", published=None)
    built = gathered([*dossier(["c"], [("2021-04-01", "wire", "o", "supports c")]).outlets, source])
    assert "date not seen" in card_html(source, seen(built), "")


def test_what_is_chosen_is_said_in_a_few_words_and_never_before_it_was_known(small: Dossier) -> None:
    claim = small.row(Claim, "c-varo-killed")
    assert words_of(claim, seen(small)) == claim.short
    report = small.row(TABLES["reports"], "r-wire-killed")
    assert words_of(report, seen(small, without=("o-officers",))) == "a report"
    assert all(0 < len(words_of(each, seen(small))) <= CHOSEN for each in rows(small))
