"""A workbook that is opened for its cells: what its reader remarks of the rest is said to nobody."""

import io
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.xml.constants import ARC_STYLE

READ = (
    "import sys; from briefing.reading.opened import read_cells; print(read_cells(open(sys.argv[1], 'rb').read(), 9))"
)


STYLES = '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'


def test_a_workbook_without_styles_is_read_without_a_word(tmp_path: Path) -> None:
    plain, bare = io.BytesIO(), tmp_path / "bare.xlsx"
    Workbook().save(plain)
    with ZipFile(plain) as whole, ZipFile(bare, "w") as out:
        for name in whole.namelist():
            out.writestr(name, STYLES if name == ARC_STYLE else whole.read(name))
    # In a process of its own, since pytest has filters that go before ours.
    done = subprocess.run([sys.executable, "-c", READ, bare], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("{'Sheet': []}\n", "")
