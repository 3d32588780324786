"""The small invented dossier, loaded, and a copy of its folder to spoil."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from briefing.dossier.dossier import Dossier
from briefing.reading.load import read
from tests import SMALL

# A busy machine is no fault of the code.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


@pytest.fixture(scope="session")
def small() -> Dossier:
    """The dossier of ``tests/dossiers/small``."""
    reading = read(SMALL)
    assert reading.dossier is not None, [str(issue) for issue in reading.issues]
    return reading.dossier


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """A copy of its folder, to be spoiled."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))
