"""The small invented dossier, loaded, and a copy of its folder to spoil."""

import gc
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import Phase, is_hypothesis_test, settings

from briefing.dossier.dossier import Dossier
from briefing.reading.load import read
from tests import SMALL

# A busy machine is no fault of the code.
settings.register_profile("calm", deadline=None)
# A mutant is tried by few examples, the same for each; that one fails is enough, and none is kept for the next.
FEW = (Phase.explicit, Phase.generate)
settings.register_profile("mutants", max_examples=10, phases=FEW, derandomize=True, database=None, deadline=None)

# A fifth of the time went into looking for garbage among what all tests share. It is looked for between them, and what
# has been looked through once is left alone.
LEFT = 500_000  # objects made and not gone, after which it is
gc.disable()

settings.load_profile("mutants" if "MUTANT_UNDER_TEST" in os.environ else "calm")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A mutant meets the tests of its own module first and those of many examples last; other runs keep their order."""
    mutant = os.environ.get("MUTANT_UNDER_TEST")
    if not mutant:
        return

    def late(item: pytest.Item) -> tuple[bool, bool]:
        module = item.path.stem.removeprefix("test_")
        return is_hypothesis_test(getattr(item, "obj", None)), f".{module}." not in mutant

    items.sort(key=late)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Take away what tests have left, once it is much."""
    if gc.get_count()[0] > LEFT:
        gc.collect()
        gc.freeze()


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
