"""Who told whom: reprints in one route, circles found and said, sides apart, the same in the picture and in words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.provenance import Chains, chains, line, outlets, rings, together
from briefing.analysis.standing import standing
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Outlet, Report
from briefing.html.card import card_html
from briefing.pictures.evidence.provenance_tree import NAME, NARROW, WIDE, chain_svg
from briefing.pictures.typography import text_width, wrapped
from tests.invented import MARK, dossier, dossiers, examples, seen

PAPERS = ("herald", "courier", "post", "times", "globe", "sun", "star", "echo", "mail")
REPRINTS = [("2021-04-02", paper, "unnamed-officers", "supports c", "wire") for paper in PAPERS]


def of(reports: Sequence[tuple[str, ...]], origins: dict[str, dict[str, Any]] | None = None) -> tuple[Chains, Dossier]:
    built = dossier(["c"], reports, origins)
    return chains(built.claims[0], built), built


def said(reports: Sequence[tuple[str, ...]], origins: dict[str, dict[str, Any]] | None = None) -> str:
    built = dossier(["c"], reports, origins)
    return line(built.claims[0], built)


def circles(reports: Sequence[tuple[str, ...]], origins: dict[str, dict[str, Any]] | None = None) -> list[str]:
    return [loop.words for loop in of(reports, origins)[0].loops]


# --- routes


def test_reprints_are_one_route() -> None:
    found, built = of(REPRINTS)
    (side,) = found.sides
    (strand,) = side.strands
    (route,) = strand.routes
    assert (side.word, strand.origin.id, route.carriers) == ("for", "unnamed-officers", ("wire",))
    assert outlets(route.reports, built) == PAPERS


def test_another_way_is_another_route_and_begins_at_the_origin() -> None:
    reports = [*REPRINTS, ("2021-04-03", "voice", "unnamed-officers", "supports c", "herald|wire")]
    (strand,) = of(reports)[0].sides[0].strands
    assert [route.carriers for route in strand.routes] == [("wire",), ("wire", "herald")]


def test_sides_stand_apart_and_what_takes_none_is_counted() -> None:
    reports = [
        ("2021-04-01", "wire", "a", "supports c"),
        ("2021-04-01", "herald", "b", "contradicts c"),
        ("2021-04-01", "post", "a", "doubts c"),
        ("2021-04-01", "sun", "d", "neither c"),
    ]
    found, _ = of(reports)
    assert [(side.word, [report.id for report in side.reports]) for side in found.sides] == [
        ("for", ["r1"]),
        ("against", ["r2"]),
        ("in doubt", ["r3"]),
    ]
    assert found.silent == 1


def test_a_withdrawn_report_is_a_side_of_its_own() -> None:
    found, _ = of([("2021-04-01", "wire", "a", "supports c"), ("2021-05-01", "wire", "a", "withdraws c, neither c")])
    assert [(side.word, [report.id for report in side.reports]) for side in found.sides] == [("taken back", ["r1"])]


# --- the line


def test_nine_outlets_one_unnamed_origin() -> None:
    assert said(REPRINTS) == "For: nine outlets, one unnamed origin."


TWO = [("2021-04-01", "wire", "a", "supports c"), ("2021-04-01", "herald", "b", "supports c")]
THREE = [*TWO, ("2021-04-01", "post", "d", "supports c")]


@pytest.mark.parametrize(
    ("reports", "origins", "words"),
    [
        (TWO, None, "two outlets, two named origins that do not lean on each other"),
        (TWO, {"a": {"depends_on": ("b",)}}, "two outlets, two named origins that lean on each other"),
        (
            THREE,
            {"a": {"depends_on": ("b",)}},
            "three outlets, three named origins (two of them do not lean on each other)",
        ),
        (
            [("2021-04-01", "wire", "unnamed-a", "supports c"), ("2021-04-01", "wire", "unnamed-b", "supports c")],
            None,
            "one outlet, two unnamed origins that may be one",
        ),
        ([("2021-04-01", "wire", "unknown", "supports c")], None, "one outlet, one report that gives no origin"),
        (
            [*TWO[:1], ("2021-04-01", "wire", "unknown", "supports c"), ("", "wire", "unknown", "supports c")],
            None,
            "one outlet, one named origin and two reports that give no origin",
        ),
    ],
)
def test_the_line_says_what_the_side_weighs(
    reports: list[tuple[str, ...]], origins: dict[str, dict[str, Any]] | None, words: str
) -> None:
    assert said(reports, origins) == f"For: {words}."


def test_without_a_side_the_line_says_so() -> None:
    assert said([("2021-04-01", "wire", "a", "neither c")]) == "No report takes a side or doubts it."


# --- circles


def test_an_outlet_twice_in_a_way() -> None:
    assert circles([("2021-04-01", "wire", "a", "supports c", "herald|wire")]) == [
        "Outlet wire stands twice in one chain (Outlet wire from Outlet herald from Outlet wire)"
    ]


def test_an_origin_that_cites_back_what_came_from_it() -> None:
    reports = [
        ("2021-04-01", "herald", "channel", "supports c", "channel-tv"),
        ("2021-04-02", "channel-tv", "channel", "supports c", "herald"),
    ]
    (words,) = circles(reports, {"channel": {"outlet": "channel-tv", "kind": "institution"}})
    assert words.startswith("Outlet channel-tv stands twice in one chain (Outlet channel-tv from Outlet herald")


def test_two_outlets_that_cite_each_other() -> None:
    reports = [
        ("2021-04-01", "wire", "unnamed-a", "supports c", "herald"),
        ("2021-04-02", "herald", "unnamed-a", "supports c", "wire"),
    ]
    said_ = "Outlet herald and Outlet wire cite each other, so that either may be hearing its own report"
    assert circles(reports) == [said_]
    assert said(reports).endswith(f"Circular: {said_}.")


def test_an_echo_without_an_origin_closes_a_circle() -> None:
    reports = [
        ("2021-04-01", "wire", "a", "supports c", "herald"),
        ("2021-04-02", "herald", "unknown", "supports c", "post"),
        ("2021-04-02", "post", "unknown", "supports c", "wire"),
    ]
    (words,) = circles(reports)
    assert "cite one another in a circle" in words


def test_outlets_that_cite_each_other_for_two_origins_are_no_circle() -> None:
    reports = [
        ("2021-04-01", "wire", "a", "supports c", "herald"),
        ("2021-04-02", "herald", "b", "supports c", "wire"),
    ]
    assert circles(reports) == []


def test_what_is_told_on_both_sides_is_no_circle() -> None:
    reports = [
        ("2021-04-01", "wire", "a", "supports c", "herald"),
        ("2021-04-02", "herald", "a", "contradicts c", "wire"),
    ]
    assert circles(reports) == []


def test_an_origin_that_is_not_stated_is_no_voice_of_its_outlet() -> None:
    reports = [("2021-04-01", "wire", "unknown-wire", "supports c", "unnamed-press")]
    assert circles(reports, {"unknown-wire": {"outlet": "wire"}}) == []


def test_a_side_says_how_much_of_it_stands_by_exclusion() -> None:
    reports = [("2021-04-01", "wire", "a", "supports c"), ("2021-04-02", "post", "b", "supports d")]
    both = {"c": ("d",), "d": ("c",)}

    def told(*more: tuple[str, ...]) -> str:
        built = dossier(["c", "d"], [*reports, *more], excludes=both)
        return line(built.claims[0], built).partition("; ")[2]

    assert told() == "against: one outlet, one named origin, by exclusion."
    denied = ("2021-04-03", "star", "x", "contradicts c")
    assert (
        told(denied)
        == "against: two outlets, two named origins that do not lean on each other, one report by exclusion."
    )


def test_doubts_have_no_count_of_independent_origins() -> None:
    reports = [("2021-04-01", "wire", "a", "supports c"), ("2021-04-02", "post", "b", "doubts c")]
    built = dossier(["c"], reports)
    assert [side.independent for side in chains(built.claims[0], built).sides] == [1, None]


def test_the_line_of_a_claim_tells_each_circle_in_a_sentence() -> None:
    reports = [
        ("2021-04-01", "wire", "a", "supports c", "herald"),
        ("2021-04-02", "herald", "a", "supports c", "wire"),
    ]
    built = dossier(["c"], reports)
    (loop,) = chains(built.claims[0], built).loops
    assert line(built.claims[0], built) == f"For: two outlets, one named origin. Circular: {loop.words}."


def known_through(ways: dict[str, tuple[str, ...]]) -> list[str]:
    built = dossier(["c"], [(f"2021-04-0{day}", "wire", "a", "supports c") for day in (1, 2, 3)])
    sources = tuple(each.model_copy(update={"known_via": ways.get(each.id, ())}) for each in built.sources)
    built = replace(built, sources=sources)
    return [loop.words for loop in chains(built.claims[0], built).loops]


def test_sources_known_only_through_one_another() -> None:
    (two,) = known_through({"s1": ("s2",), "s2": ("s1",)})
    named = " and ".join(f"“Title {id} {MARK}” (Outlet wire)" for id in ("s1", "s2"))
    assert two == f"{named} are each known only through the other"
    (three,) = known_through({"s1": ("s2",), "s2": ("s3",), "s3": ("s1",)})
    assert three.endswith("are each known only through one another")
    (loose,) = known_through({"s1": ("s2", "s3"), "s2": ("s1",)})
    assert loose.endswith("are each known through the other")
    assert known_through({"s1": ("s2",), "s2": ("s3",)}) == []


@given(st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdefg"), max_size=3), max_size=6))
def test_a_ring_is_all_that_lead_to_one_another(leads: dict[str, set[str]]) -> None:
    def reached(start: str) -> set[str]:
        found: set[str] = set()
        ahead = [start]
        while ahead:
            new = leads.get(ahead.pop(), set()) - found
            found |= new
            ahead += new
        return found

    both = {id: {id, *(other for other in reached(id) if id in reached(other))} for id in leads}
    assert rings(leads) == tuple(sorted({tuple(sorted(group)) for group in both.values() if len(group) > 1}))


@examples(40)
@given(dossiers())
def test_the_chains_hold_every_report_once(built: Dossier) -> None:
    for claim in built.claims:
        found, stands = chains(claim, built), standing(claim, built)
        told = [report.id for side in found.sides for report in side.reports]
        rows = [
            (*stands.doubts, *stands.withdrawn),
            *(each.reports for each in (*stands.supports, *stands.contradicts)),
        ]
        assert sorted(told) == sorted(report.id for reports in rows for report in reports)
        assert found.silent == len(stands.neither)


# --- the picture


def drawn(built: Dossier, claim: Claim, width: int = WIDE) -> ElementTree.Element:
    return ElementTree.fromstring(
        str(chain_svg(claim, seen(built), lambda **given: f"./?focus={given['focus']}", width))
    )


Box = tuple[float, float, float, float]


def boxes(tree: ElementTree.Element) -> list[Box]:
    looks = ("told-origin", "told-carrier", "told-outlet")
    found = [each for each in tree.iter("rect") if each.get("class", "").split()[0] in looks]

    def number(each: ElementTree.Element, name: str) -> float:
        return float(each.get(name, ""))

    return [(number(each, "x"), number(each, "y"), number(each, "width"), number(each, "height")) for each in found]


def apart(one: Box, other: Box) -> bool:
    (x, y, wide, high), (u, v, broad, tall) = one, other
    return x + wide <= u or u + broad <= x or y + high <= v + 0.2 or v + tall <= y + 0.2


@pytest.mark.parametrize("width", [WIDE, NARROW])
@examples(25)
@given(built=dossiers())
def test_no_box_covers_another_and_all_lie_in_the_frame(width: int, built: Dossier) -> None:
    for claim in built.claims:
        tree = drawn(built, claim, width)
        found = boxes(tree)
        high = float(tree.get("viewBox", "").split()[3])
        assert all(apart(one, other) for at, one in enumerate(found) for other in found[:at])
        assert all(x >= 0 and x + wide <= width + 0.1 and y >= 0 and y + tall <= high for x, y, wide, tall in found)


def steps(way: str) -> list[tuple[float, float, float, float]]:
    """The straight pieces of an arrow as boxes without breadth."""
    parts = re.findall(r"([MHV])(-?[\d.]+)(?: (-?[\d.]+))?", way)
    x, y = float(parts[0][1]), float(parts[0][2])
    found = []
    for sign, value, _ in parts[1:]:
        to_x, to_y = (float(value), y) if sign == "H" else (x, float(value))
        found.append((min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y)))
        x, y = to_x, to_y
    return found


@pytest.mark.parametrize("width", [WIDE, NARROW])
@examples(25)
@given(built=dossiers())
def test_no_arrow_runs_through_a_box(width: int, built: Dossier) -> None:
    for claim in built.claims:
        tree = drawn(built, claim, width)
        ways = [each.get("d", "") for each in tree.iter("path") if "l" not in each.get("d", "")]
        assert all(apart(step, box) for way in ways for step in steps(way) for box in boxes(tree))


@pytest.mark.parametrize("width", [WIDE, NARROW])
@examples(25)
@given(built=dossiers())
def test_every_node_leads_to_its_record(width: int, built: Dossier) -> None:
    for claim in built.claims:
        found = chains(claim, built)
        links = {each.get("data-focus") for each in drawn(built, claim, width).iter("a")}
        reports = {report.id for side in found.sides for report in side.reports}
        origins = {strand.origin.id for side in found.sides for strand in side.strands}
        carriers = {id for report in built.reports if report.id in reports for id in report.via}
        assert links == reports | origins | carriers


def test_the_picture_says_its_line() -> None:
    built = dossier(["c"], REPRINTS)
    tree = drawn(built, built.claims[0])
    (picture,) = [each for each in tree.iter() if each.get("role") == "img"]
    assert picture.get("aria-label") == "For: nine outlets, one unnamed origin."
    assert list(picture.iter("a")) == []  # what is in a picture is not there for a screen reader
    assert "nine outlets, nine reports" in "".join(tree.itertext())


@pytest.mark.parametrize(("origin", "look"), [("a", "filled"), ("unnamed-a", "hatched"), ("unknown-a", "outline")])
def test_named_unnamed_and_unstated_origins_look_different(origin: str, look: str) -> None:
    built = dossier(["c"], [("2021-04-01", "wire", origin, "supports c")])
    tree = drawn(built, built.claims[0])
    (swatch,) = [each for each in tree.iter("rect") if "told-swatch" in each.get("class", "")]
    assert look in swatch.get("class", "").split()
    assert f"interest: Interest {origin}" in "".join(tree.itertext())


def test_a_circle_is_marked_in_the_picture_by_a_word() -> None:
    reports = [
        ("2021-04-01", "wire", "unnamed-a", "supports c", "herald"),
        ("2021-04-02", "herald", "unnamed-a", "supports c", "wire"),
    ]
    built = dossier(["c"], reports)
    words = " ".join(drawn(built, built.claims[0]).itertext())
    assert words.count("in a circle") == 4


def test_words_of_the_dossier_stay_text() -> None:
    built = dossier(["c"], [("2021-04-01", "wire", "a", "supports c")])
    bad = tuple(each.model_copy(update={"name": MARK}) for each in built.outlets)
    assert MARK not in chain_svg(built.claims[0], seen(replace(built, outlets=bad)), lambda **_: "./")


@given(st.text("ab iMW,.-", max_size=200), st.floats(40, 400))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    lines = wrapped(text, width, NAME)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(each, NAME) <= width for each in lines)


def test_the_card_of_a_claim_has_the_line_and_every_link_in_words(small: Dossier) -> None:
    claim = small.row(Claim, "c-varo-killed")
    card = card_html(claim, seen(small), "claims")
    words = card[card.index("The same in words") :]
    assert line(claim, small) in card
    for report in ("r-herald-killed", "r-wire-killed", "r-voice-killed", "r-banner-denies", "r-lena-doubts"):
        assert f'data-focus="{report}"' in words.split("</details>")[0]
    assert small.row(Outlet, "north-wire").name in words
    assert small.row(Report, "r-voice-killed").via == ("north-wire", "dorr-herald")
    assert ", then <a" in words


def test_what_is_linked_in_either_direction_or_over_others_is_of_one_group() -> None:
    found = together({"a": ["b"], "b": [], "c": ["b"], "d": [], "e": ["f"], "f": ["e"]})
    groups = [{each for each in found if found[each] == number} for number in set(found.values())]
    assert sorted(map(sorted, groups)) == [["a", "b", "c"], ["d"], ["e", "f"]]
