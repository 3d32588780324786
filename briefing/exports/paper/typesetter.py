"""The press: typst with its fonts, from data to PDF and from SVG to PNG, without a file or a font of the machine."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typst

from briefing.exports.export import ExportError
from briefing.pictures.typography import PACKAGES, folder

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

TEMPLATES = Path(__file__).parent / "templates"
UNKNOWN_LETTER = ("PDF/UA-1 error: the text", "PDF/UA-1 error: the PDF contains text with missing codepoints")
PANIC = "PanicException"  # of PyO3, which cannot be imported
PICTURE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'

Standard = Literal["ua-1"]


@cache
def _fonts() -> typst.Fonts:
    """The fonts of the packages and typst's own, which have the signs that those lack; none of the machine's."""
    folders = [str(folder(name)) for name in PACKAGES]
    # The fonts of the machine would make another file of the same view on the next one.
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


class TypesetterError(ExportError):
    """The typesetter broke at some text, which no program of ours can mend."""


def pdf(template: str, content: "DataclassInstance", day: date) -> bytes:
    """A template filled with content as a tagged PDF (PDF/UA-1), dated to a day.

    The content, a dataclass, reaches the template as JSON and is never read as markup. Where a text has a letter that
    no font has, the PDF shows a hollow box there and makes no claim to PDF/UA, which forbids that. Raises
    TypesetterError where typst itself breaks.
    """
    values = json.dumps(asdict(content), ensure_ascii=False)
    try:
        return _pressed(template, values, day, "ua-1")
    except typst.TypstError as refusal:
        # typst has no kind for it, so its words are what there is to go by.
        if not refusal.message.startswith(UNKNOWN_LETTER):
            raise
        return _pressed(template, values, day, None)


def _pressed(template: str, values: str, day: date, standard: Standard | None) -> bytes:
    compiler = typst.Compiler(root=str(TEMPLATES), font_paths=_fonts(), ignore_system_fonts=True)
    try:
        made = compiler.compile(
            str(TEMPLATES / template),
            format="pdf",
            sys_inputs={"values": values},
            pdf_standards=standard,
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
    except BaseException as end:
        # Where typst itself breaks it raises what is no Exception, and whoever waits for the file would wait for ever.
        if type(end).__name__ != PANIC:
            raise
        told = (
            f"The PDF cannot be made: its typesetter broke at a text of this view ({end}). The other files can be had."
        )
        raise TypesetterError(told) from None
    assert isinstance(made, bytes)
    return made


def png(svg: str, ppi: float) -> bytes:
    """An SVG as a PNG of so many pixels to the inch, of which an SVG has 96."""
    compiler = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    made = compiler.compile(PICTURE, format="png", ppi=ppi, sys_inputs={"svg": svg})
    assert isinstance(made, bytes)
    return made
