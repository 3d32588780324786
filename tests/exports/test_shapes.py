"""Pictures as shapes of a slide, as python-pptx opens them: where they stand, how they look, and what they say."""

import io
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Pt

from briefing.dossier.dossier import Dossier
from briefing.exports import slides
from briefing.exports.paper.pictures import Plate
from briefing.exports.paper.shapes import EMU, ground, group
from briefing.exports.paper.textfit import SANS, WIDER
from tests.invented import seen


def plate(inside: str) -> Plate:
    """A picture of 100 by 50 pixels."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" font-family="x"><title>t</title>{inside}</svg>'
    return Plate(svg, "Where", "One place & more.", 100, 50, ("e-one",))


def drawn(inside: str, scale: float = 2.0) -> list[Any]:
    """Its shapes on a slide, 10 pixels from the left and 20 from the top."""
    slide = _slide()
    slide.shapes._spTree.append(parse_xml(group(plate(inside), 10, 20, scale, 7)))
    (found,) = list(slide.shapes)
    return list(found.shapes)


def _slide() -> Any:
    deck = Presentation()
    return deck.slides.add_slide(deck.slide_layouts[6])


def box(shape: Any) -> list[float]:
    return [round(value / EMU, 1) for value in (shape.left, shape.top, shape.width, shape.height)]


def test_a_box_stands_where_it_stood_in_the_picture() -> None:
    (found,) = drawn('<g transform="translate(5 3)"><rect x="1" y="2" width="10" height="4" fill="#A15C00"/></g>')
    assert box(found) == [10 + 2 * 6, 20 + 2 * 5, 20, 8]
    assert str(found.fill.fore_color.rgb) == "A15C00"


def test_a_line_keeps_its_width_and_its_dashes() -> None:
    (found,) = drawn('<path d="M0 10h40" stroke="#112233" stroke-width="1.5" stroke-dasharray="3 6"/>')
    assert box(found)[:3] == [10, 40, 80]
    assert found.line.width == Pt(1.5 * 2 * 0.75)
    assert found._element.xpath(".//a:custDash/a:ds/@d") == ["200000"]
    assert found._element.xpath(".//a:custDash/a:ds/@sp") == ["400000"]
    assert found._element.xpath("./p:spPr/a:noFill")


def test_a_circle_is_as_wide_as_it_was() -> None:
    (found,) = drawn('<circle cx="50" cy="25" r="5" fill="rgba(10,20,30,0.5)"/>')
    assert box(found) == [10 + 90, 20 + 40, 20, 20]
    assert found._element.xpath(".//a:alpha/@val") == ["50000"]


def test_what_is_faint_in_the_picture_is_faint_on_the_slide() -> None:
    circle, words = drawn(
        '<g opacity="0.5"><circle cx="9" cy="9" r="5" fill="#102030" opacity="0.8"/>'
        '<text x="5" y="9"><tspan font-size="8" fill="#102030">Mosul</tspan></text></g>'
    )
    assert circle._element.xpath(".//a:alpha/@val") == ["40000"]
    assert words._element.xpath(".//a:rPr//a:alpha/@val") == ["50000"]


def test_words_can_be_edited_and_hang_as_they_hung() -> None:
    (found,) = drawn(
        '<text x="50" y="25" text-anchor="middle"><tspan font-size="12" font-weight="700" fill="#2A7A71">Mosul &amp; on'
        "</tspan></text>"
    )
    (run,) = found.text_frame.paragraphs[0].runs
    assert (run.text, run.font.bold) == ("Mosul & on", True)
    # So small that the widest face that may come in the place of its own has the room.
    assert run.font.size.pt * WIDER[SANS] == pytest.approx(18, abs=0.01)
    left, top, wide, high = box(found)
    assert left + wide / 2 == pytest.approx(10 + 100, abs=0.2)
    assert top < 20 + 50 < top + high


def test_words_that_stand_aslant_turn_about_their_own_middle() -> None:
    inside = '<g transform="rotate(90 50 25)"><text x="50" y="25" text-anchor="middle" font-size="10">tie</text></g>'
    (found,) = drawn(inside)
    assert found.rotation == pytest.approx(90)
    left, top, wide, high = box(found)
    # Upright letters lie above the foot of their line: turned to the right, to the right of it.
    assert left + wide / 2 > 10 + 100
    assert top + high / 2 == pytest.approx(20 + 50, abs=0.2)


def test_what_a_picture_cuts_off_has_no_line_along_the_edge() -> None:
    area, line = drawn('<path d="M-4 10L20 10L20 40L-4 40z" fill="#A15C00" stroke="#112233"/>')
    assert box(area)[0] == box(line)[0] == 10
    assert len(line._element.xpath(".//a:lnTo")) == 3
    assert area._element.xpath("./p:spPr/a:ln/a:noFill") and line._element.xpath("./p:spPr/a:noFill")


def test_the_ground_stays_a_picture_and_the_rest_becomes_shapes() -> None:
    inside = '<g class="ground"><rect width="100" height="50" fill="#DDE6EE"/></g><circle r="3" fill="#000000"/>'
    assert len(drawn(inside)) == 1
    assert "<rect" in ground(plate(inside)) and "<circle" not in ground(plate(inside))
    assert ground(plate("<circle r='3'/>")) == ""


def test_every_shape_has_a_number_of_its_own_and_the_group_its_words() -> None:
    made = parse_xml(group(plate('<circle r="3"/><circle r="4"/>'), 0, 0, 1, 7))
    assert made.xpath(".//p:cNvPr/@id") == ["7", "8", "9"]
    assert made.xpath("./p:nvGrpSpPr/p:cNvPr/@descr") == ["Where. One place & more."]


def test_an_element_that_is_not_known_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="'ellipse' of a picture cannot be made a shape"):
        drawn('<ellipse rx="3" ry="2"/>')


def test_the_map_of_a_step_has_land_as_its_only_picture_and_places_in_words(small: Dossier) -> None:
    slide = Presentation(io.BytesIO(slides.make(seen(small)))).slides[0]
    pictures = [shape for shape in slide.shapes if hasattr(shape, "image")]
    found, _ = [shape for shape in slide.shapes if hasattr(shape, "shapes")]  # and the key to it
    words = {shape.text_frame.text for shape in found.shapes if shape.has_text_frame}
    assert len(pictures) == 1
    assert "Sarn" in words
