"""Several files as one ZIP file that is the same, byte for byte, whenever it is made."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that ZIP can say
READABLE = 0o644 << 16
UNIX = 3


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files by name in a ZIP file, in their order."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(_entry(name), content)
    return out.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, EPOCH)
    # Each would be the machine's otherwise, or nothing: without rights, what Unix unpacks nobody may read.
    entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, READABLE, UNIX
    return entry
