"""The glossary: one value for every page, and what is asked for is in it."""

import re
from pathlib import Path

from briefing import html
from briefing.dossier.dossier import Dossier
from briefing.html.method import method_html
from briefing.html.render import render
from briefing.view.glossary import GLOSSARY, anchor
from tests.invented import seen

TEMPLATES = Path(html.__file__).parent / "templates"


def test_the_method_page_and_the_head_of_every_page_say_the_same(small: Dossier) -> None:
    view = seen(small)
    head = render("head", small, view.state, "", parts=(), fallen=(), chosen=None, link="")
    for word, means in GLOSSARY.items():
        assert f'<dd id="{anchor(word)}">{means}</dd>' in head
        assert means in method_html(view)


def test_every_word_that_a_template_explains_is_in_the_glossary() -> None:
    used = {word for path in TEMPLATES.glob("*.html") for word in re.findall(r'term\("([^"]+)"', path.read_text())}
    assert used
    assert used <= set(GLOSSARY)


def test_a_meaning_has_an_id_without_spaces() -> None:
    assert anchor("known as of") == "means-known-as-of"
