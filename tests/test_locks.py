"""The locked pins: all that the requirements ask for, each with hashes, one version of everything, no host named."""

import re
from pathlib import Path

import pytest

from tests import ROOT

LOCKS = {name: ROOT / f"{name}.lock" for name in ("requirements", "requirements-dev", "requirements-ftm")}
PIN = re.compile(r"^([\w.-]+)==(\S+?)(?: ; (.+?))?(?: \\)?(?:\s+#.*)?$", re.MULTILINE)
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")

each_lock = pytest.mark.parametrize("name", LOCKS)


def pins(file: Path) -> set[tuple[str, str]]:
    """Each package of a file, in the spelling of the registries, with its version."""
    return {
        (re.sub(r"[-_.]+", "-", name).lower(), version) for name, version, _ in PIN.findall(file.read_text("utf-8"))
    }


@each_lock
def test_every_pin_that_is_asked_for_is_locked(name: str) -> None:
    asked = pins(ROOT / f"{name}.txt")
    assert len(asked) > 10
    assert asked - pins(LOCKS[name]) == set(), "write the locks anew: make lock"


@each_lock
def test_every_locked_pin_has_hashes_and_names_no_host(name: str) -> None:
    lines = LOCKS[name].read_text("utf-8").splitlines()
    odd = [line for line in lines if not (line.startswith("#") or HASH.match(line) or PIN.match(line))]
    assert odd == []
    bare = [one for one, other in zip(lines, [*lines[1:], ""], strict=True) if PIN.match(one) and not HASH.match(other)]
    assert bare == []


def test_what_is_tested_is_what_runs() -> None:
    assert pins(LOCKS["requirements"]) - pins(LOCKS["requirements-dev"]) == set()


def test_no_package_is_locked_to_two_versions() -> None:
    found: dict[tuple[str, str], set[str]] = {}
    for lock in LOCKS.values():
        for name, version, marker in PIN.findall(lock.read_text("utf-8")):
            found.setdefault((name, marker), set()).add(version)
    assert [name for name, versions in found.items() if len(versions) > 1] == []
