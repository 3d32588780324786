"""Files that readers take away: one that cannot be made tells the reader, and one that can takes the word back."""

from dataclasses import replace

import pytest

from briefing.dossier.dossier import Dossier
from briefing.exports import EXPORTS, csv, pdf
from briefing.exports.export import Export, ExportError
from briefing.ui.share import CHANGED, asked, making
from briefing.view.view import View
from tests.invented import seen


def export(fault: Exception | None) -> Export:
    """A format that fails so, or does not."""

    def make(_: View) -> bytes:
        if fault:
            raise fault
        return b"made"

    return Export("x", "A file", "for tests", "x", "text/plain", make)


@pytest.mark.parametrize(
    ("fault", "said"), [(ExportError("It is too long."), "It is too long."), (KeyError("secret"), "The fault is ours")]
)
def test_an_export_that_fails_tells_the_reader(fault: Exception, said: str, small: Dossier) -> None:
    failed: dict[str, str] = {}
    with pytest.raises(type(fault)):
        making(export(fault), seen(small), failed, lambda: small)()
    assert failed["A file"].startswith(said)
    assert "secret" not in failed["A file"]
    assert making(export(None), seen(small), failed, lambda: small)() == b"made"
    assert failed == {}


@pytest.mark.parametrize("change", [{"release": "another"}, {"ceiling": "public"}, None])
def test_no_file_is_made_of_tables_that_are_no_longer_up(change: dict[str, str] | None, small: Dossier) -> None:
    failed: dict[str, str] = {}
    now = None if change is None else replace(small, **change)  # type: ignore[arg-type]  # both are texts
    with pytest.raises(ExportError):
        making(export(None), seen(small), failed, lambda: now)()
    assert failed == {"A file": CHANGED}


def test_no_file_leaves_whose_tables_were_taken_down_while_it_was_made(small: Dossier) -> None:
    held = iter([small, replace(small, release="another")])
    with pytest.raises(ExportError, match="have changed"):
        making(export(None), seen(small), {}, lambda: next(held))()


def test_no_two_formats_are_saved_under_one_name() -> None:
    names = [(each.stem, each.suffix) for each in EXPORTS]
    assert len(set(names)) == len(names)


def test_the_story_stands_behind_the_pdf_only_when_it_is_asked_for() -> None:
    assert asked(pdf.EXPORT, with_story=True).make is pdf.with_story
    assert asked(pdf.EXPORT, with_story=False) is pdf.EXPORT
    assert asked(csv.EXPORT, with_story=True) is csv.EXPORT
