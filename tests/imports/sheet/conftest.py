"""A dossier that has begun, for sheets to come into."""

from pathlib import Path

import pytest

from briefing.__main__ import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    main(["new", str(tmp_path / "case"), "--asof", "2024-07-31"])
    return tmp_path / "case"
