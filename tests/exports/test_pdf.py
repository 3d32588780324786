"""The PDF brief, as pypdf reads it: its pages, its tags and bookmarks, its fonts, and every word that it may hold."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pdfua
import pytest
import typst
from pypdf import PdfReader

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import (
    Actor,
    Claim,
    Event,
    Evidence,
    Judgement,
    Origin,
    Outlet,
    Place,
    Question,
    Relation,
    Report,
    Source,
)
from briefing.exports.export import Export, ExportError
from briefing.exports.paper.content import Content
from briefing.exports.paper.endnotes import Note, Run, runs
from briefing.exports.paper.manuscript import Measure, cut, manuscript
from briefing.exports.paper.typesetter import pdf
from briefing.exports.pdf import EXPORT, LETTERS, MEASURES, PAGES, TooManyPagesError, make, pages, with_story
from briefing.reading.load import read
from briefing.view.brief import answers
from briefing.view.view import View
from tests import SHIPPED
from tests.invented import dossier, gathered, info, row, seen
from tests.paper import on_a_line, texts

VIEWS: tuple[dict[str, Any], ...] = (
    {},
    {"actor": ("khalimov",), "region": ("iraq",)},
    {"asof": date(2017, 4, 17)},
    {"asof": date(2015, 1, 1)},
    {"q": "no such word"},
    {"standing": ("denied",)},
)
FULL = MEASURES[0]
MARKUP = ('#panic("out")', "$ x^2 $", "*bold*", "#sys.inputs.values", "= No heading", "@nobody", '"]}', "\\u{41}")


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    """The dossier that ships."""
    found = read(SHIPPED).dossier
    assert found is not None
    return found


def root(reader: PdfReader) -> Any:
    """The root of the document; pypdf types what lies in it as any object of a PDF."""
    return reader.trailer["/Root"]


def opened(view: View) -> PdfReader:
    return PdfReader(io.BytesIO(make(view)))


def content(view: View, size: Measure = FULL) -> Content:
    return cut(manuscript(view), size)


def text(view: View) -> str:
    """All words of the brief, on one line, with hyphens at the ends of lines taken out."""
    return on_a_line(make(view))


def fonts(reader: PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            yield font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]


@pytest.mark.parametrize("state", VIEWS, ids=str)
def test_a_brief_has_two_to_six_pages_or_one_where_nothing_is_drawn(state: dict[str, Any], shipped: Dossier) -> None:
    view = seen(shipped, **state)
    made = make(view)
    assert (2 if view.events else 1) <= pages(made) <= PAGES
    assert pages(made) == len(PdfReader(io.BytesIO(made)).pages)


def test_the_shipped_brief_answers_what_its_bottom_line_speaks_of_in_full(shipped: Dossier) -> None:
    whole = [answer.question for answer in answers(seen(shipped))][:5]
    said = text(seen(shipped))
    for question in whole:
        assert question.text in said  # a line among the others has the short form alone
    assert "Behruz Khalimov was arrested in his native village, Darai Foni, in Varzob district. Unlikely" in said


def test_a_brief_of_very_many_questions_keeps_to_its_pages_and_says_what_it_leaves_out() -> None:
    many = [f"q{number:03}" for number in range(300)]
    rows = [row(Outlet, "out"), row(Origin, "o")]
    for id in many:
        rows += [row(Question, id), row(Claim, f"c-{id}", question=id), row(Source, f"s-{id}", outlet="out")]
        rows += [row(Report, f"r-{id}", source=f"s-{id}", origin="o")]
        rows += [row(Evidence, f"e-{id}", report=f"r-{id}", claim=f"c-{id}", stance="supports")]
    view = seen(gathered(rows))
    assert pages(make(view)) <= PAGES
    assert "265 more questions in the web page and on the dashboard." in text(view)


@pytest.mark.parametrize("state", VIEWS, ids=str)
def test_the_same_view_gives_the_same_bytes(state: dict[str, Any], shipped: Dossier) -> None:
    assert make(seen(shipped, **state)) == make(seen(shipped, **state))


def test_it_is_tagged_titled_and_in_a_language(small: Dossier) -> None:
    reader = opened(seen(small))
    found = root(reader)
    assert found["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in found
    assert found["/Lang"] == "en"
    assert b"pdfuaid" in found["/Metadata"].get_data()
    assert reader.metadata and reader.metadata.title == "The reported death of Anton Varo"


def test_a_language_with_its_script_or_region_is_set_in_that_language(small: Dossier) -> None:
    own = small.info.model_copy(update={"language": "tg-Cyrl"})
    assert root(opened(seen(replace(small, info=own))))["/Lang"] == "tg"


CANNOT_READ = "UA-14-001"  # the checker fails over headings that typst nests, and says that it skipped the rule


@pytest.mark.parametrize("state", VIEWS, ids=str)
def test_a_checker_of_pdf_ua_finds_nothing(state: dict[str, Any], shipped: Dossier, tmp_path: Path) -> None:
    """Of PDF/UA-1 it checks a part; typst itself refuses to write a file that it knows to break the standard."""
    _holds(make(seen(shipped, **state)), tmp_path)


@pytest.mark.parametrize("state", [{}, {"actor": ("behruz",)}], ids=str)
def test_a_checker_of_pdf_ua_finds_nothing_in_the_annex(
    state: dict[str, Any], shipped: Dossier, tmp_path: Path
) -> None:
    _holds(with_story(seen(shipped, **state)), tmp_path)


def _holds(made: bytes, tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes(made)
    report = pdfua.validate(str(tmp_path / "brief.pdf"))
    assert [str(finding) for finding in report.findings] == []
    assert {each.rule_id for each in report.skipped} <= {CANNOT_READ}


def test_the_checker_of_pdf_ua_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes(make(seen(gathered([], info(title="漢字")))))
    assert pdfua.validate(str(tmp_path / "brief.pdf")).findings


def test_bookmarks_lead_to_the_questions(small: Dossier) -> None:
    def titles(outline: Any) -> Iterator[str]:
        for each in outline:
            yield from titles(each) if isinstance(each, list) else [str(each.title)]

    found = list(titles(opened(seen(small)).outline))
    assert {"Bottom line", "Key judgements", "Sources", *(each.question.text for each in answers(seen(small)))} <= {
        *found
    }


def test_every_font_is_embedded(shipped: Dossier) -> None:
    found = list(fonts(opened(seen(shipped))))
    assert found
    assert all({"/FontFile2", "/FontFile3"} & set(font) for font in found)


def test_the_state_the_release_and_the_disclaimer_are_there(small: Dossier) -> None:
    found = text(seen(small, actor=("varo",), region=("dorrland",)))
    for words in ("Anton Varo · Dorrland", "1 of 5 events", f"release {small.release}", small.info.disclaimer):
        assert words in found
    assert "The filters hide 4 of 5 events" in found
    assert "Page 1 of" in found


def test_judgements_stand_with_likelihood_confidence_and_evidence(small: Dossier) -> None:
    found = text(seen(small))
    assert "There is a roughly even chance that Anton Varo was killed in Sarn in April 2021." in found
    assert "Confidence is low, because every report goes back to one unnamed origin." in found
    assert "contested" in found
    assert "Whether Anton Varo is dead is not established" in found


def test_names_are_in_their_own_script(shipped: Dossier) -> None:
    assert "Гулмурод Ҳалимов" in text(seen(shipped))


def test_letters_of_every_bundled_script_have_a_glyph() -> None:
    words = "Ҷумъа Ғафуров Қӯрғонтеппа Ҳалимов Ӣ الموصل ننګرهار"
    made = opened(seen(gathered([], info(title=words))))
    assert b"pdfuaid" in root(made)["/Metadata"].get_data()


def test_a_letter_that_no_font_has_costs_the_standard_not_the_brief() -> None:
    made = opened(seen(gathered([], info(title="漢字"))))
    assert b"pdfuaid" not in root(made)["/Metadata"].get_data()


def test_what_was_not_known_yet_is_not_in_it(shipped: Dossier) -> None:
    view = seen(shipped, asof=date(2017, 4, 17))
    found, data = text(view), str(content(view))
    assert "No judgement had been made by then" in found
    line = shipped.info.bottom_line
    assert line is not None
    judged = [judgement.statement for judgement in shipped.judgements]
    titles = {source.title for source in shipped.sources} - {source.title for source in view.known.sources}
    assert titles
    assert titles.isdisjoint(note.title for note in content(view).notes)
    assert [words for words in (*judged, line.text, line.not_known) if words in data] == []


def test_only_what_is_shown_is_cited(small: Dossier) -> None:
    view = seen(small, actor=("tolm",))
    cited = {note.title for note in content(view).notes}
    shown = {view.known.row(Source, report.source).title for report in view.reports}
    assert cited <= shown


def test_every_number_leads_to_a_source(small: Dossier) -> None:
    data = content(seen(small))
    known = {note.number for note in data.notes}
    asked = {run.first for row in (*data.weeks.rows, *data.ties.rows) for run in row.runs}
    asked |= {
        run.first for answer in data.answers for line in answer.lines for side in line.cites.sides for run in side.runs
    }
    assert asked
    assert asked <= known


def test_text_of_a_dossier_is_never_read_as_markup() -> None:
    rows = dossier(["c1", "c2"], [("2021-04-01", "out", "org", "supports c1"), ("2021-04-02", "out2", "org2", "")])
    told = " ".join(MARKUP)
    changed = [
        *(row(Claim, claim.id, question="q", short=MARKUP[0], statement=told) for claim in rows.claims),
        row(Question, "q", text=told, short=MARKUP[1]),
        *(each.model_copy(update={"title": told, "url": "javascript:alert(1)"}) for each in rows.sources),
        *(each.model_copy(update={"name": told}) for each in (*rows.outlets, *rows.origins)),
        *rows.reports,
        *rows.evidence,
        row(Actor, "a", name=told),
        row(Actor, "b", native_name=told),
        row(Place, "p", name=MARKUP[2]),
        row(Event, "e", claim="c1", title=told, date="2021-04-01", place="p"),
        row(Relation, "t", **{"from": "a", "to": "b"}, claim="c1", kind=told),
        row(Judgement, "j", question="q", claim="c1", made="2021-05-01", statement=told, confidence=told),
    ]
    view = seen(gathered(changed, info(title=told, disclaimer=told)))
    found = text(view)
    for words in MARKUP:
        assert words in found, words
    assert content(view).notes[0].url == ""


def test_an_empty_view_is_told_and_not_drawn(small: Dossier) -> None:
    found = text(seen(small, q="no such word"))
    assert "No claim is shown under these filters." in found
    assert "so not drawn: events with a place; events dated to a month or better; ties between actors." in found


def test_a_long_address_keeps_to_its_column(small: Dossier) -> None:
    long = f"https://wire.example/{'слово_' * 40}end"
    source = small.sources[0].model_copy(update={"url": long})
    view = seen(replace(small, sources=(source, *small.sources[1:])))
    rows = [line for page in texts(make(view)) for line in page.splitlines() if "слово" in line]
    assert max(map(len, rows)) < 90


def test_a_what_if_says_so(small: Dossier) -> None:
    assert "What if these had never reported: unnamed officers in Dorrland." in text(
        seen(small, without=("o-officers",))
    )


def test_a_leaner_brief_says_what_it_leaves_out(small: Dossier) -> None:
    lean = content(seen(small), Measure(full=1, lines=1, others=1, rows=1, figures=0, actors=2, ties=1))
    assert [len(lean.answers), len(lean.others)] == [1, 1]
    assert lean.others_left == "1 more question in the web page and on the dashboard."
    assert lean.answers[0].more == "2 more claims"


def test_of_thousands_of_ties_between_two_actors_a_few_are_told_and_the_others_counted(small: Dossier) -> None:
    tie = small.relations[0]
    more = tuple(tie.model_copy(update={"id": f"more-{n}", "kind": f"called {n} of"}) for n in range(1_000))
    whole = replace(small, relations=(*small.relations, *more))
    data = content(seen(whole))
    drawn = manuscript(seen(whole)).ties(FULL.actors).rows
    assert (len(data.ties.rows), data.ties.more) == (FULL.ties, f"{len(drawn) - FULL.ties} more ties")
    last = f"{tie.kind} and 1,000 more kinds"
    assert last in data.ties.caption
    assert f"and {data.ties.more}." in on_a_line(make(seen(whole)))


def test_a_brief_that_does_not_keep_to_its_pages_is_not_handed_over() -> None:
    wordy = gathered([], info(bottom_line={"text": "No word more. " * 6_000, "made": "2021-04-01"}))
    with pytest.raises(TooManyPagesError, match="takes more than 6 pages, though it was cut to 1 quest"):
        make(seen(wordy))


def test_what_no_six_pages_hold_is_not_set_to_find_that_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def set_all_the_same(*_: object) -> bytes:
        pytest.fail("the typesetter was asked")

    monkeypatch.setattr("briefing.exports.pdf.pdf", set_all_the_same)
    wordy = gathered([], info(bottom_line={"text": "w" * LETTERS, "made": "2021-04-01"}))
    with pytest.raises(TooManyPagesError):
        make(seen(wordy))


def test_a_picture_is_drawn_once_for_each_number_of_actors(small: Dossier) -> None:
    whole = manuscript(seen(small))
    assert whole.ties(3) is whole.ties(3)


def test_numbers_are_told_in_short() -> None:
    assert runs((1, 2, 3, 7)) == (Run("1–3", 1), Run("7", 7))
    assert [run.text for run in runs((1, 2, 5))] == ["1, 2", "5"]
    assert runs(()) == ()


def test_places_in_a_source_are_told_once() -> None:
    note = Note(1, row(Source, "s", outlet="o"), row(Outlet, "o"), ("paragraph 2", "paragraph 5", "infobox"))
    assert note.where == "paragraph 2, 5; infobox"


def test_a_fault_of_the_template_is_no_fault_of_a_letter() -> None:
    with pytest.raises(RuntimeError, match="dictionary does not contain key"):
        pdf("brief.typ", Run("1", 1), date(2021, 1, 1))


def test_it_is_an_export() -> None:
    assert isinstance(EXPORT, Export)
    assert (EXPORT.suffix, EXPORT.media_type) == ("pdf", "application/pdf")


def test_a_letter_with_many_marks_is_printed(small: Dossier) -> None:
    """PDF/UA is given up for signs that no font has; typst says so in two ways."""
    piled = tuple(actor.model_copy(update={"name": "A" + "\u0301" * 30}) for actor in small.actors)
    assert pages(make(seen(replace(small, actors=piled)))) > 1


def test_where_the_typesetter_itself_breaks_the_one_who_waits_is_told(
    small: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    panic = type("PanicException", (BaseException,), {})

    def broken(*_: object, **__: object) -> None:
        raise panic("byte index 65535 is not a char boundary")

    monkeypatch.setattr(typst, "Compiler", lambda **_: SimpleNamespace(compile=broken))
    with pytest.raises(ExportError, match=r"its typesetter broke at a text of this view \(byte index 65535"):
        make(seen(small))
