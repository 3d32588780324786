"""Slides: what a deck is drawn with, in inches and points; text and tables stay text and tables, to be edited."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import ceil
from typing import Any
from zipfile import ZipFile

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches, Pt

from briefing.exports.archive import archive
from briefing.exports.pictures import PAPER, Plate
from briefing.exports.press import png
from briefing.records import Judgement
from briefing.views.picture import text_width
from briefing.wording import BANDS

WIDTH, HEIGHT = 13.333, 7.5
LEFT, ROOM = 0.6, 12.13
SERIF, SANS = "Georgia", "Calibri"
LEAST = 14  # points: what the last row of a room can read
TITLE_ONLY = 5
LEADING = 1.2
WIDER = {SERIF: 1.17, SANS: 1.06}  # than the face in which text_width measures, words broken at spaces
SHARP = 2.0  # pixels of a picture for each pixel of its SVG

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a table, in a colour of their own or bold where they are a heading or a standing."""

    text: str
    bold: bool = False
    colour: str = PAPER.ink


class Deck:
    """A presentation in the making: 16 to 9, every slide with its title, its foot and its notes."""

    def __init__(self, foot: str) -> None:
        self._made = Presentation()
        self._made.slide_width, self._made.slide_height = Inches(WIDTH), Inches(HEIGHT)
        self._foot = foot

    def slide(self, title: str, notes: str, high: float = 0.6) -> "Slide":
        """A new slide; its title is so many inches high."""
        drawn = self._made.slides.add_slide(self._made.slide_layouts[TITLE_ONLY])
        made = Slide(drawn)
        made.title(title, high)
        made.text(self._foot, (LEFT, 7.0, ROOM - 0.8, 0.4), LEAST, colour=PAPER.second)
        made.text(str(len(self._made.slides)), (WIDTH - LEFT - 0.7, 7.0, 0.7, 0.4), LEAST, colour=PAPER.second)
        drawn.notes_slide.notes_text_frame.text = notes
        return made

    def file(self, title: str, subject: str, comments: str, language: str, day: date) -> bytes:
        """The deck as a file whose every date is the same day: the same deck gives the same bytes."""
        own, moment = self._made.core_properties, datetime(day.year, day.month, day.day, tzinfo=UTC)
        own.title, own.subject, own.comments, own.language = title, subject[:255], comments[:255], language
        own.created = own.modified = own.last_printed = moment.replace(tzinfo=None)
        own.author = own.last_modified_by = own.keywords = ""
        own.revision = 1
        out = io.BytesIO()
        self._made.save(out)
        with ZipFile(out) as zipped:
            return archive({name: zipped.read(name) for name in zipped.namelist()})


class Slide:
    """One slide; boxes are left, top, width and height in inches."""

    def __init__(self, drawn: Any) -> None:
        self._drawn = drawn

    def title(self, text: str, high: float) -> None:
        """The title, whole, as large as its place allows."""
        shape = self._drawn.shapes.title
        shape.left, shape.top, shape.width, shape.height = map(Inches, (LEFT, 0.35, ROOM, high))
        self._set(shape.text_frame, text, fitted(text, ROOM, high, 30, SERIF), SERIF, bold=True)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP

    def text(
        self, text: str, box: Box, most: float, face: str = SANS, bold: bool = False, colour: str = PAPER.ink
    ) -> None:
        """Words in a box, as large as fits up to ``most`` points; what will not fit at all ends in an ellipsis."""
        shape = self._drawn.shapes.add_textbox(*map(Inches, box))
        size = fitted(text, box[2], box[3], most, face)
        self._set(shape.text_frame, cut(text, box[2], box[3], size, face), size, face, bold, colour)

    def _set(self, frame: Any, text: str, size: float, face: str, bold: bool = False, colour: str = PAPER.ink) -> None:
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.text = text
        for paragraph in frame.paragraphs:
            paragraph.alignment = 1
            for run in paragraph.runs:
                _hand(run.font, size, face, bold, colour)

    def table(self, rows: Sequence[Sequence[Cell]], widths: Sequence[float], top: float, name: str) -> float:
        """A table whose first row is its heading, as high as its words need; says where it ends."""
        heights = [max(_high(cell.text, width) for cell, width in zip(row, widths, strict=True)) for row in rows]
        frame = self._drawn.shapes.add_table(
            len(rows), len(widths), Inches(LEFT), Inches(top), Inches(sum(widths)), Inches(sum(heights))
        )
        _describe(frame, name)
        table = frame.table
        table.first_row, table.horz_banding = True, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Inches(width)
        for number, row in enumerate(rows):
            table.rows[number].height = Inches(heights[number])
            for place, cell in enumerate(row):
                self._cell(table.cell(number, place), cell, is_head=number == 0)
        return top + sum(heights)

    def _cell(self, drawn: Any, cell: Cell, is_head: bool) -> None:
        drawn.margin_left = drawn.margin_right = Inches(0.08)
        drawn.margin_top = drawn.margin_bottom = Inches(0.03)
        drawn.fill.solid()
        drawn.fill.fore_color.rgb = _rgb(PAPER.hairline if is_head else PAPER.paper)
        drawn.text = cell.text
        for paragraph in drawn.text_frame.paragraphs:
            for run in paragraph.runs:
                _hand(run.font, LEAST, SANS, cell.bold or is_head, cell.colour)

    def picture(self, plate: Plate, box: Box) -> None:
        """A picture as large as the box allows, with its words for those who cannot see it."""
        left, top, width, height = box
        scale = min(width / plate.width, height / plate.height)
        wide, high = plate.width * scale, plate.height * scale
        image = io.BytesIO(png(plate.svg, 96 * SHARP))
        at = map(Inches, (left + (width - wide) / 2, top, wide, high))
        _describe(self._drawn.shapes.add_picture(image, *at), plate.alt)

    def band(self, judgement: Judgement, left: float, top: float, width: float) -> None:
        """The likelihood of a judgement on a scale from 0 to 100, as shapes."""
        low, high = BANDS[judgement.likelihood] if judgement.likelihood else (0, 0)
        words = f"{judgement.likelihood}: {low} to {high} in 100" if judgement.likelihood else "no likelihood is given"
        line = self._drawn.shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT, Inches(left), Inches(top), Inches(left + width), Inches(top)
        )
        line.line.color.rgb, line.line.width = _rgb(PAPER.second), Pt(1.5)
        _describe(line, "The scale of likelihood, from 0 to 100")
        for part in (0, 25, 50, 75, 100):
            x = Inches(left + width * part / 100)
            tick = self._drawn.shapes.add_connector(
                MSO_CONNECTOR.STRAIGHT, x, Inches(top - 0.07), x, Inches(top + 0.07)
            )
            tick.line.color.rgb = _rgb(PAPER.second)
            _describe(tick, f"{part} in 100")
        if judgement.likelihood:
            at = map(Inches, (left + width * low / 100, top - 0.11, width * (high - low) / 100, 0.22))
            block = self._drawn.shapes.add_shape(MSO_SHAPE.RECTANGLE, *at)
            block.fill.solid()
            block.fill.fore_color.rgb = _rgb(PAPER.accent)
            block.line.fill.background()
            block.shadow.inherit = False
            _describe(block, words)
        self.text("0", (left, top + 0.1, 0.6, 0.3), LEAST, colour=PAPER.second)
        self.text("100", (left + width - 0.4, top + 0.1, 0.6, 0.3), LEAST, colour=PAPER.second)
        self.text(words, (left, top + 0.42, width + 0.4, 0.4), 18, bold=True)


def _hand(font: Any, size: float, face: str, bold: bool, colour: str) -> None:
    font.size, font.name, font.bold = Pt(size), face, bold
    font.color.rgb = _rgb(colour)


def _rgb(colour: str) -> RGBColor:
    digits = colour.removeprefix("#")
    return RGBColor(*bytes.fromhex(digits))  # type: ignore[no-untyped-call]  # python-pptx has types in part


def _describe(shape: Any, words: str) -> None:
    """Alt text, which python-pptx has no name for."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words)


def _lines(text: str, width: float, size: float, face: str = SANS) -> int:
    """About how many lines a text takes in a box so many inches wide; rather one more than one too few."""
    wide = (text_width(part, size) * WIDER[face] for part in text.split("\n"))
    return sum(max(1, ceil(each / (width * 72))) for each in wide)


def _high(text: str, width: float) -> float:
    return _lines(text, width - 0.16, LEAST) * LEAST * LEADING / 72 + 0.08


def fitted(text: str, width: float, height: float, most: float, face: str = SANS) -> float:
    """The size in points at which a text fits into a box, from ``most`` down to the least that a room can read."""
    size = most
    while size > LEAST and _lines(text, width, size, face) * size * LEADING > height * 72:
        size -= 1
    return size


def cut(text: str, width: float, height: float, size: float, face: str = SANS) -> str:
    """The text, or as many whole words of it as fit into a box at this size, and an ellipsis."""
    room = max(height * 72, size * LEADING)
    if _lines(text, width, size, face) * size * LEADING <= room:
        return text
    words = text.split(" ")
    while len(words) > 1 and _lines(" ".join(words) + " …", width, size, face) * size * LEADING > room:
        words.pop()
    return " ".join(words) + " …"
