"""What a PDF says, page by page."""

from collections.abc import Iterator
from contextlib import closing

from pypdfium2 import PdfDocument


def texts(made: bytes) -> list[str]:
    """The words of each page, as somebody copies them out of a viewer."""
    with closing(PdfDocument(made)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def on_a_line(made: bytes) -> str:
    """All words of a document on one line."""
    return " ".join(" ".join(texts(made)).split())


def letters(made: bytes) -> Iterator[tuple[float, float]]:
    """Where each letter ends on its page, and how wide the page is, in points."""
    with closing(PdfDocument(made)) as document:
        for page in document:
            words = page.get_textpage()
            for place, letter in enumerate(words.get_text_range()):
                if letter.strip():
                    yield words.get_charbox(place)[2], page.get_width()
