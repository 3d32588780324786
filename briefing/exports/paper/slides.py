"""Slides: what a deck is drawn with, in inches and points; text and tables stay text and tables, to be edited."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zipfile import ZipFile

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as PptxSlide
from pptx.table import _Cell as TableCell
from pptx.text.text import Font, TextFrame
from pptx.util import Inches, Pt

from briefing.analysis.standing import Word
from briefing.dossier.likelihood import BANDS
from briefing.dossier.records import Judgement
from briefing.exports.archive import archive
from briefing.exports.imprint import Imprint
from briefing.exports.paper.pictures import PAPER, Plate, mark_svg
from briefing.exports.paper.shapes import ground, group
from briefing.exports.paper.textfit import LEAST, READ, SANS, SERIF, cut, fitted, high
from briefing.exports.paper.typesetter import png
from briefing.pictures.evidence.likelihood_band import answer, in_words
from briefing.pictures.evidence.strip import BY_EXCLUSION

WIDTH, HEIGHT = 13.333, 7.5
LEFT, ROOM = 0.6, 12.13
TABLE = 16  # points: the words of a table that has the room for it
# The place of the layout "Title Only" in the template that python-pptx brings.
TITLE_ONLY = 5
SHARP = 2.0  # pixels of a picture for each pixel of its SVG

Box = tuple[float, float, float, float]
STRIP = (
    f"Origins left against, right for; {BY_EXCLUSION}; hatched: unnamed; outline: not stated; "
    "tick: report; triangle: doubt."
)

NUMBER = 1.0  # inches that the number of a slide takes at its foot
FOOT: Box = (LEFT, 6.93, ROOM - NUMBER - 0.3, 0.52)
KEY, AIR = 0.26, 0.08  # inches of a line that says what marks are, and over what stands at the foot of a slide
BOTTOM = 6.3  # inches: what stands above a line of remarks and the foot ends here
MARGINS = 0.16, 0.08  # inches of a cell, both sides together
DRAWN = 0.25  # inches: the height of what is drawn in a cell
STRETCHED = 0.33  # and of a strip, so that a room tells its high blocks from those half as high
GROUND = '<a:blipFill {spaces}><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'


@dataclass(frozen=True, slots=True)
class Type:
    """The type that words are set in: its size in points, face, weight and colour, and the least size that it has."""

    size: float
    face: str = SANS
    bold: bool = False
    colour: str = PAPER.ink
    least: float = LEAST


SMALL = Type(LEAST)
REMARK = Type(LEAST, colour=PAPER.second)


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a table, in a colour of their own or bold where they are a heading or a standing.

    A cell that is ``drawn`` is filled with an SVG, as its ground: it stays with its row however the table is edited.
    What it shows has to stand in the words of its row too, since a ground has no words for those who cannot see it.
    """

    text: str = ""
    bold: bool = False
    colour: str = PAPER.ink
    drawn: str = ""


def stands(word: Word) -> tuple[Cell, Cell]:
    """The mark of a standing and its word, each in a cell."""
    return Cell(drawn=mark_svg(word)), Cell(word, True, PAPER.standing[word])


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row is its heading, with its columns in inches.

    Its words are of a size from ``least`` to ``most``, and all of it stands above ``bottom``. ``name`` says what it is
    to those who cannot see it.
    """

    name: str
    widths: tuple[float, ...]
    rows: Sequence[Sequence[Cell]]
    most: float = TABLE
    least: float = LEAST
    bottom: float = BOTTOM

    def size(self, top: float) -> float:
        """The size in points at which it stands on a slide from here, down to its least."""
        size = self.most
        while size > self.least and top + sum(self.heights(size)) > self.bottom:
            size -= 1
        return size

    def fitting(self, top: float) -> "Table":
        """As many of its rows as stand on a slide from here in the smallest type, and at least the first."""
        kept = len(self.rows)
        while kept > 2 and top + sum(self.heights(self.least)[:kept]) > self.bottom:
            kept -= 1
        return replace(self, rows=self.rows[:kept])

    def heights(self, size: float) -> list[float]:
        """How many inches high each row is with words of a size."""
        inside = [width - MARGINS[0] for width in self.widths]
        return [
            max(high(cell.text, width, size) for cell, width in zip(row, inside, strict=True)) + MARGINS[1]
            for row in self.rows
        ]


class Deck:
    """A presentation in the making: 16 to 9, every slide with its title, its foot and its notes."""

    def __init__(self, foot: str = "") -> None:
        self._made = Presentation()
        self._made.slide_width, self._made.slide_height = Inches(WIDTH), Inches(HEIGHT)
        self._foot = foot

    def slide(self, title: str, notes: str, height: float = 0.6, foot: str = "") -> "Slide":
        """A new slide; its title is so many inches high. At its foot stands that of the deck, or one of its own."""
        drawn = self._made.slides.add_slide(self._made.slide_layouts[TITLE_ONLY])
        made = Slide(drawn)
        made.title(title, height)
        made.text(foot or self._foot, FOOT, REMARK)
        # As "Slide 9", since the title of a story's slide begins with the number of its step.
        made.text(f"Slide {len(self._made.slides)}", (WIDTH - LEFT - NUMBER, FOOT[1], NUMBER, 0.3), REMARK)
        drawn.notes_slide.notes_text_frame.text = notes
        return made

    def file(self, imprint: Imprint, language: str) -> bytes:
        """The deck as a file whose every date is the knowledge date: the same deck gives the same bytes."""
        own, day = self._made.core_properties, imprint.asof
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        # python-pptx refuses a property of more than 255 characters.
        own.title, own.subject, own.language = imprint.title[:255], imprint.state[:255], language
        own.comments = imprint.disclaimer[:255]
        # It writes the time with a Z, whatever zone it is given.
        own.created = own.modified = own.last_printed = moment.replace(tzinfo=None)
        own.author = own.last_modified_by = own.keywords = ""
        own.revision = 1
        out = io.BytesIO()
        self._made.save(out)
        with ZipFile(out) as zipped:
            return archive({name: zipped.read(name) for name in zipped.namelist()})


class Slide:
    """One slide; boxes are left, top, width and height in inches."""

    def __init__(self, drawn: PptxSlide) -> None:
        self._drawn = drawn

    def title(self, text: str, height: float) -> None:
        """The title, whole, as large as its place allows."""
        shape = self._drawn.shapes.title
        assert shape is not None  # the layout has one
        shape.left, shape.top, shape.width, shape.height = map(Inches, (LEFT, 0.35, ROOM, height))
        _write(shape.text_frame, text, Type(fitted(text, ROOM, height, 30, SERIF), SERIF, bold=True))
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP

    def text(self, text: str, box: Box, most: Type) -> None:
        """Words in a box, as large as fits up to the size of a type; what will not fit at all ends in an ellipsis."""
        shape = self._drawn.shapes.add_textbox(*map(Inches, box))
        size = fitted(text, box[2], box[3], most.size, most.face, most.least)
        _write(shape.text_frame, cut(text, box[2], box[3], size, most.face), replace(most, size=size))

    def table(self, table: Table, top: float, left: float = LEFT) -> float:
        """A table, its words as large as the slide allows; says where it ends."""
        size = table.size(top)
        heights = table.heights(size)
        box = map(Inches, (left, top, sum(table.widths), sum(heights)))
        frame = self._drawn.shapes.add_table(len(table.rows), len(table.widths), *box)
        _describe(frame, table.name)
        drawn = frame.table
        # The row marked as the first is what a screen reader takes for the heading.
        drawn.first_row, drawn.horz_banding = True, False
        for place, width in enumerate(table.widths):
            drawn.columns[place].width = Inches(width)
        for number, row in enumerate(table.rows):
            drawn.rows[number].height = Inches(heights[number])
            for place, cell in enumerate(row):
                self._cell(drawn.cell(number, place), cell, size, is_head=number == 0)
                if cell.drawn:
                    self._ground(drawn.cell(number, place), cell.drawn, table.widths[place], heights[number])
        return top + sum(heights)

    def _cell(self, drawn: TableCell, cell: Cell, size: float, is_head: bool) -> None:
        drawn.margin_left = drawn.margin_right = Inches(MARGINS[0] / 2)
        drawn.margin_top = drawn.margin_bottom = Inches(MARGINS[1] / 2)
        drawn.fill.solid()  # type: ignore[no-untyped-call]  # python-pptx has types in part
        drawn.fill.fore_color.rgb = _rgb(PAPER.hairline if is_head else PAPER.paper)
        drawn.text = cell.text
        for paragraph in drawn.text_frame.paragraphs:
            for run in paragraph.runs:
                _set(run.font, Type(size, bold=cell.bold or is_head, colour=cell.colour))

    def _ground(self, drawn: TableCell, svg: str, width: float, height: float) -> None:
        """An SVG as the ground of a cell, across its width and in its first line; python-pptx has no name for it."""
        _, name = self._drawn.part.get_or_add_image_part(io.BytesIO(png(_sheet(svg, width, height), 96 * SHARP * 2)))
        # It takes the place of the colour that `_cell` gave: the schema wants the ground of a cell just there.
        fill = drawn._tc.get_or_add_tcPr().find(qn("a:solidFill"))
        fill.getparent().replace(fill, parse_xml(GROUND.format(spaces=nsdecls("a", "r"), name=name)))

    def picture(self, plate: Plate, box: Box) -> None:
        """A picture as large as the box allows, with its words for those who cannot see it.

        All of it is shapes; only its ground, land and sea, is an image under them.
        """
        left, top, width, height = box
        scale = min(width / plate.width, height / plate.height)
        wide, tall = plate.width * scale, plate.height * scale
        left += (width - wide) / 2
        under = ground(plate)
        if under:
            image = io.BytesIO(png(under, 96 * SHARP))
            drawn = self._drawn.shapes.add_picture(image, *map(Inches, (left, top, wide, tall)))
            _describe(drawn, "The ground of the map: land and sea, and what the words of the picture say is behind it")
        tree = self._drawn.shapes._spTree
        first = max(int(id) for id in tree.xpath(".//p:cNvPr/@id")) + 1
        tree.append(parse_xml(group(plate, left * 96, top * 96, scale * 96, first)))

    def foot(self, parts: Sequence[Plate | str], top: float) -> None:
        """Small words as wide as the slide, and keys to its pictures, under one another from here."""
        for part in parts:
            tall = footing([part]) - AIR
            if isinstance(part, Plate):
                self.picture(part, (LEFT, top + AIR, min(part.width * tall / part.height, ROOM), tall))
            else:
                self.text(part, (LEFT, top + AIR, ROOM, tall), SMALL)
            top += AIR + tall

    def band(self, judgement: Judgement, left: float, top: float, width: float, said: Box | None = None) -> None:
        """The likelihood of a judgement on a scale from 0 to 100, as shapes; its words in a box, or under it."""
        low, high = BANDS[judgement.likelihood] if judgement.likelihood else (0, 0)
        words = f"{judgement.likelihood}: {in_words(judgement)}" if judgement.likelihood else answer(judgement)
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
            # The theme of the template gives shapes a shadow.
            block.shadow.inherit = False
            _describe(block, words)
        if said:
            self.text(words, said, Type(READ, bold=True, least=READ))
            return
        self.text("0", (left, top + 0.1, 0.6, 0.3), REMARK)
        self.text("100", (left + width - 0.4, top + 0.1, 0.6, 0.3), REMARK)
        self.text(words, (left, top + 0.42, width + 0.4, 0.4), Type(18, bold=True))


def footing(parts: Sequence[Plate | str]) -> float:
    """How many inches high small words and keys at the foot of a slide are, with the air over each."""
    return sum(AIR + (KEY if isinstance(part, Plate) else high(part, ROOM, LEAST)) for part in parts)


def _write(frame: TextFrame, text: str, type: Type) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Inches(0)
    frame.text = text
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            _set(run.font, type)


def _set(font: Font, type: Type) -> None:
    font.size, font.name, font.bold = Pt(type.size), type.face, type.bold
    font.color.rgb = _rgb(type.colour)


def _rgb(colour: str) -> RGBColor:
    digits = colour.removeprefix("#")
    return RGBColor(*bytes.fromhex(digits))  # type: ignore[no-untyped-call]  # python-pptx has types in part


def _describe(shape: BaseShape, words: str) -> None:
    """Alt text, which python-pptx has no name for."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words)


def _sheet(svg: str, width: float, height: float) -> str:
    """A sheet so many inches large with an SVG in the first line of it; a strip is stretched to the line."""
    wide, tall = width * 96, height * 96
    grown, fit = (STRETCHED, ' preserveAspectRatio="none"') if 'class="strip"' in svg else (DRAWN, "")
    high = min(grown, height - MARGINS[1]) * 96
    at = f'x="{MARGINS[0] * 48:g}" y="{MARGINS[1] * 48:g}" width="{wide - MARGINS[0] * 96:g}" height="{high:g}"{fit}'
    inside = re.sub(r' (?:width|height)="[^"]*"', "", svg[: svg.index(">")]) + svg[svg.index(">") :]
    placed = inside.replace("<svg", f"<svg {at}", 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{tall:g}" viewBox="0 0 {wide:g} {tall:g}">'
        f'<rect width="100%" height="100%" fill="{PAPER.paper}"/>{placed}</svg>'
    )
