"""What a PDF says, page by page."""

from contextlib import closing

from pypdfium2 import PdfDocument


def texts(made: bytes) -> list[str]:
    """The words of each page, as somebody copies them out of a viewer."""
    with closing(PdfDocument(made)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def on_a_line(made: bytes) -> str:
    """All words of a document on one line."""
    return " ".join(" ".join(texts(made)).split())
