"""The QR code of an address, so that a view on a screen or on paper can be taken up by a phone."""

from io import BytesIO

import segno

LONGEST = 900  # letters; the code of a longer address is too fine for the camera of a phone


def code_svg(address: str) -> str:
    """The code as SVG, dark on white in every theme; empty where the address is too long to be read from one."""
    if not address or len(address) > LONGEST:
        return ""
    drawn = BytesIO()
    made = segno.make(address, micro=False, error="m")
    made.save(drawn, kind="svg", xmldecl=False, nl=False, omitsize=True, border=3, dark="#1B2430", light="#FFFFFF")
    return drawn.getvalue().decode()
