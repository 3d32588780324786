"""Every page, whole, narrowed, empty, early, in a what-if and from a broken link: it shows something, never fails."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from briefing.reading import stamp
from briefing.ui.serving import empty
from tests import ROOT, SMALL
from tests.exports.test_any_words import write
from tests.planted import put

MAIN = ROOT / "briefing" / "ui" / "main.py"
NAME = re.compile("[a-z][a-z0-9:-]*")
PAGES = ("brief", "story", "map", "timeline", "network", "claims", "actors", "sources", "method", "notes")

STATES = {
    "whole": {},
    "narrowed": {"actor": ["khalimov"], "region": ["iraq", "tajikistan--districts-of-republican-subordination"]},
    "period": {"from": ["2017-04-01"], "to": ["2017-04-30"], "within": ["certainly"]},
    "early": {"asof": ["2017-04-15"]},
    "before anything": {"asof": ["1990-01-01"]},
    "empty": {"q": ["no such words anywhere"]},
    "what if": {"without": ["o-times-iraqi-military"]},
    "broken": {
        "actor": ["xyz", "<script>"],
        "asof": ["2017-99-99"],
        "standing": ["true"],
        "nonsense": ["1"],
        "focus": ["?"],
    },
}


@pytest.fixture(autouse=True, scope="module")
def shelf() -> Iterator[None]:
    """The shipped dossier is read once for all that leave it as it is."""
    empty()
    yield
    empty()


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A test that changes what is served begins with nothing on the shelf, and leaves nothing there."""
    empty()
    yield monkeypatch
    monkeypatch.undo()
    empty()


def opened(page: str, query: dict[str, list[str]]) -> AppTest:
    """A page as a visitor finds it who opens its address."""
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    if page != "brief":
        app.switch_page(f"../../pages/{page}.py")
    for name, values in query.items():
        app.query_params[name] = values
    app.run()
    # What is chosen comes back as its label, so of two that are equal one cannot be chosen, whatever the test is about.
    assert [label for label, listed in options(app) if len(set(listed)) < len(listed)] == []
    return app


def options(app: AppTest) -> list[tuple[str, list[str]]]:
    """What every box of the page and of its side offers to choose from, as a browser is given it."""
    found = [node.proto for node in (*app.main, *app.sidebar) if hasattr(getattr(node, "proto", None), "options")]
    return [(proto.label, [str(getattr(each, "content", each)) for each in proto.options]) for proto in found]


def stands(app: AppTest) -> bool:
    """Whether no part of the page failed."""
    return not app.exception and not any("could not be shown" in error.value for error in app.error)


def words(app: AppTest) -> str:
    """Everything that the page says, prepared HTML included."""
    boards = [json.loads(board.proto.json).get("html", "") for board in app.get("bidi_component")]
    plain = [each.value for each in (*app.markdown, *app.caption, *app.warning, *app.info, *app.error, *app.title)]
    prepared = [each.proto.body for each in app.get("html")]
    return "\n".join([*boards, *prepared, *(str(text) for text in plain)])


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("page", PAGES)
def test_page_of_the_shipped_dossier(page: str, state: str) -> None:
    app = opened(page, STATES[state])
    assert stands(app)
    assert "How much of what was reported is true?" in words(app)


class Marks(HTMLParser):
    """The names of all attributes in some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the names."""
        self.attributes |= {name for name, _ in attrs}


@pytest.fixture(scope="module")
def wild(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier with markup of all kinds in its words."""
    return write(tmp_path_factory.mktemp("wild"))


@pytest.mark.parametrize("page", PAGES)
def test_page_of_another_dossier_whose_words_stay_words(page: str, wild: Path, fresh: pytest.MonkeyPatch) -> None:
    fresh.setenv("BRIEFING_DOSSIER", str(wild))
    app = opened(page, {})
    assert stands(app)
    said = words(app)
    assert "Khalimov" not in said
    assert ("&lt;script&gt;1" in said) == (page != "notes")  # which has only what a reader writes
    assert "<script>1" not in said
    marks = Marks(said)
    assert [name for name in marks.attributes if not NAME.fullmatch(name)] == []  # of one that a quote has ended


def test_broken_link_names_each_thing_that_it_could_not_use() -> None:
    said = words(opened("map", STATES["broken"]))
    assert "6 things in this link could not be used" in said
    assert "xyz" in said
    assert "2017-99-99" in said


@pytest.mark.parametrize("page", ["brief", "notes", "claims"])
def test_where_one_dossier_is_served_a_link_gives_it_no_name(page: str) -> None:
    app = opened(page, {"dossier": ["x"]})
    said = words(app)
    assert "One thing in this link could not be used" in said
    assert "leads to no other" in said
    assert "All dossiers" not in said
    assert "dossier=x" not in said  # nor are notes kept under the name
    assert 'data-dossier="x"' not in said


def test_of_a_link_with_hundreds_of_strange_parts_a_few_are_told_what_was_chosen_first() -> None:
    said = words(opened("map", {f"x{number}": ["1"] for number in range(900)} | {"actor": ["nobody"]}))
    assert "901 things in this link could not be used" in said
    assert (
        "the actor &#x27;nobody&#x27;" in said or "the actor 'nobody'" in said or "the actor &#39;nobody&#39;" in said
    )
    assert said.count("has no parameter") == 7 and "and 893 more" in said


def test_empty_page_offers_the_way_back() -> None:
    app = opened("timeline", STATES["empty"])
    assert any("fits what you chose" in info.value for info in app.info)
    next(button for button in app.button if button.label == "No search").click()
    app.run()
    assert not any("fits what you chose" in info.value for info in app.info)


def test_what_if_is_marked_on_every_page() -> None:
    for page in PAGES:
        assert "What if, not the real state" in words(opened(page, STATES["what if"]))


@pytest.mark.parametrize(
    "focus",
    ["c-khalimov-killed-mosul", "khalimov", "mosul", "mos-01", "o-times-iraqi-military", "times-2017-04-15", "q-mosul"],
)
def test_chosen_record_opens_its_card(focus: str) -> None:
    app = opened("network", {"focus": [focus]})
    assert stands(app)
    assert 'class="card"' in words(app)


def test_until_when_the_compilers_looked_is_said_with_how_new_the_reports_are() -> None:
    app = opened("brief", {})
    assert re.search(r"Looked at until \d+ \w+ \d{4}, newest report on what is shown [^·<]*\d{4}", words(app))
    (moment,) = [box for box in app.sidebar.selectbox if box.label == "Moment"]
    assert moment.options[0].startswith("Looked at until ")
    assert not any("last day" in option for option in moment.options)


def test_method_page_says_how_many_cells_nobody_looked_at(fresh: pytest.MonkeyPatch) -> None:
    fresh.setenv("BRIEFING_DOSSIER", str(SMALL))
    said = words(opened("method", {}))
    assert "How many cells nobody looked at, by question" in said
    assert "(10%)" in said


def test_filter_in_the_sidebar_narrows_what_is_shown() -> None:
    app = opened("map", {})
    before = words(app)
    app.multiselect(key="w-region").set_value(["iraq"]).run()
    after = words(app)
    assert before != after
    assert "Take off: Iraq" in after


def test_reversed_period_is_put_in_order() -> None:
    app = opened("map", {"from": ["2017-05-01"], "to": ["2017-04-01"]})
    assert "possibly between 1 April 2017 and 1 May 2017" in words(app)
    assert "put in order" in words(app)


def test_faulty_dossier_is_told_and_not_shown(small_folder: Path, fresh: pytest.MonkeyPatch) -> None:
    (small_folder / "claims.csv").unlink()
    fresh.setenv("BRIEFING_DOSSIER", str(small_folder))
    app = opened("brief", {})
    assert stands(app)
    assert app.title[0].value == "This dossier cannot be shown"
    assert "claims.csv" in app.code[0].value


def test_last_good_dossier_stays_up(small_folder: Path, fresh: pytest.MonkeyPatch) -> None:
    fresh.setenv("BRIEFING_DOSSIER", str(small_folder))
    app = opened("brief", {})
    text = (small_folder / "evidence.csv").read_text(encoding="utf-8")
    (small_folder / "evidence.csv").write_text(text.replace("supports", "suports", 1), encoding="utf-8")
    app.run()
    assert stands(app)
    assert "the last good dossier is shown" in words(app)
    assert "evidence.csv" in words(app)
    (small_folder / "evidence.csv").write_text(text, encoding="utf-8")
    app.run()
    assert "the last good dossier is shown" not in words(app)


@pytest.fixture
def served(small_folder: Path, fresh: pytest.MonkeyPatch) -> Path:
    """The folder of the dossier that is served, whose tables have rested and were read without errors."""
    fresh.setenv("BRIEFING_DOSSIER", str(small_folder))
    fresh.setattr(stamp, "REST", 0.0)
    opened("method", {})
    return small_folder


def test_a_save_with_very_many_findings_is_told_in_few_words(served: Path) -> None:
    actors = served / "actors.csv"
    text = actors.read_text(encoding="utf-8")
    actors.write_text(text + "".join(f"nobody-{n},,,,,,,\n" for n in range(400)), encoding="utf-8")
    app = opened("method", {})
    assert stands(app)
    assert "have 1,200 errors; the last good dossier is shown" in words(app)
    assert "and 8 lines more" in words(app)
    assert [each.label for each in app.expander if "findings" in each.label] == ["200 of 1,200 findings"]
    assert "1,000 more are not listed here; python -m briefing check has them all." in [
        each.value for each in app.caption
    ]
    (listed,) = (table.value for table in app.dataframe if "Finding" in table.value)
    assert len(listed) == 200
    assert words(app).count("the cell is empty; wanted") < 220


def test_the_cards_of_the_findings_are_those_of_the_last_save(served: Path) -> None:
    evidence = served / "evidence.csv"
    text = evidence.read_text(encoding="utf-8")
    for wrong in ("suports", "soports"):
        evidence.write_text(text.replace("supports", wrong, 1), encoding="utf-8")
        app = opened("method", {})
        (cards,) = re.findall(r'<caption class="sr">findings.*?</table>', words(app), re.DOTALL)
        assert wrong in cards


def test_edit_of_a_table_is_seen_on_the_next_run(small_folder: Path, fresh: pytest.MonkeyPatch) -> None:
    fresh.setenv("BRIEFING_DOSSIER", str(small_folder))
    app = opened("brief", {})
    front = small_folder / "dossier.toml"
    front.write_text(front.read_text(encoding="utf-8").replace('title = "', 'title = "Anew: ', 1), encoding="utf-8")
    app.run()
    assert "Anew: " in words(app)


def test_fault_of_ours_is_logged_and_told_without_a_traceback(
    fresh: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a fault")

    fresh.setattr("briefing.view.tables.relations", broken)
    app = opened("network", {})
    assert not app.exception
    assert "could not be shown" in app.error[0].value
    assert "a fault" in caplog.text
    assert "How much of what was reported is true?" in words(app)


def test_where_a_period_leaves_nothing_what_lacks_a_date_is_told_by_kind() -> None:
    app = opened("network", {"from": ["1900-01-01"], "to": ["1900-12-31"], "within": ["certainly"]})
    assert any(re.search(r"\d+ ties have no date", info.value) for info in app.info)
    assert any(re.search(r"\d+ ties have no date", caption.value) for caption in app.sidebar.caption)


def test_the_guide_is_on_every_page_but_that_of_the_method_which_has_its_words() -> None:
    assert "data-guide" in words(opened("brief", {}))
    said = words(opened("method", {}))
    assert "data-guide" not in said
    assert "In thirty seconds" in said


def test_the_brief_says_who_the_persons_are_whom_its_answers_name() -> None:
    said = words(opened("brief", {}))
    who = said[said.index('<p class="who small">') :].partition("</p>")[0]
    assert who.count("<b>") == 3
    assert "Gulmurod Khalimov</bdi></a></b>: Commander of the Tajik riot police" in who
    assert "Shermahmad Safarov</bdi></a></b>: Said to be a native of Yazgulom" in who


@pytest.mark.parametrize("state", ["whole", "narrowed", "early"])
@pytest.mark.parametrize("page", ["timeline", "network", "actors", "sources", "method", "map", "claims"])
def test_no_cell_of_a_table_says_none(page: str, state: str) -> None:
    app = opened(page, STATES[state])
    assert all(each.proto.HasField("placeholder") or not each.value.isna().to_numpy().any() for each in app.dataframe)
    assert not re.search(r">\s*(None|nan|NaT)\s*<", words(app))


def test_the_small_map_counts_the_events_that_are_on_it() -> None:
    said = words(opened("brief", {}))
    drawn, known, without = map(
        int,
        next(iter(re.findall(r"<figcaption[^>]*>(\d+) of (\d+) events; (\d+) events shown without a place\.", said))),
    )
    assert without and drawn + without == known
    assert f"<title>Map of {drawn} events at " in said


LINKS = ("http://evil.example/login", "www.evil.example", "a@evil.example", "[x](http://evil.example)", "`<b>x</b>`")


def streamlits(app: AppTest) -> str:
    """What Streamlit is given to read as Markdown."""
    read = (*app.markdown, *app.caption, *app.warning, *app.info, *app.error, *app.title)
    return "\n".join(str(each.value) for each in read)


@pytest.mark.parametrize("name", ["v", "actor", "focus", "asof", "q", "dossier", "against"])
def test_what_an_address_says_is_words_and_no_link(name: str) -> None:
    for value in LINKS:
        app = opened("brief", {name: [value], "share": ["1"]})
        assert stands(app)
        assert "evil" not in streamlits(app)
        assert "`" not in streamlits(app)
        assert "<b>x" not in words(app)


def test_a_parameter_that_is_unknown_is_words_too() -> None:
    for value in LINKS:
        app = opened("brief", {value: ["1"]})
        assert "evil" not in streamlits(app)
        assert "could not be used" in words(app)


def test_what_a_table_says_is_words_where_it_is_faulty(small_folder: Path, fresh: pytest.MonkeyPatch) -> None:
    fresh.setenv("BRIEFING_DOSSIER", str(small_folder))
    fresh.setattr(stamp, "REST", 0.0)
    app = opened("brief", {})
    put(small_folder, "events", "e-varo-killing", date="x` ![p](http://evil.example/p.png) www.evil.example `")
    app.run()
    assert "www.evil.example" in words(app)
    assert "evil" not in streamlits(app)


@pytest.mark.parametrize("name", ["not-there", "not-there.xlsx", "empty"])
def test_readers_are_not_told_where_a_dossier_lies(
    name: str, tmp_path: Path, fresh: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "empty").mkdir()
    fresh.setenv("BRIEFING_DOSSIER", str(tmp_path / name))
    app = opened("brief", {})
    (told,) = (each.value for each in app.code)
    assert told.startswith(f"{name}:0:")
    assert str(tmp_path) not in told
    assert str(tmp_path / name) in caplog.text
