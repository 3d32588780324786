"""What a release says of itself: one version number, how to cite the dossier, under which licences it all stands."""

import re
import tomllib
from typing import Any

import pytest
import yaml

from briefing import __version__
from tests import ROOT, SHIPPED

CITATION: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DOSSIER: dict[str, Any] = tomllib.loads((SHIPPED / "dossier.toml").read_text("utf-8"))


def newest_change() -> str:
    """The version of the first section of the changes."""
    found = re.search(r"^## ([\d.]+),", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert found
    return found[1]


@pytest.mark.parametrize(
    "said",
    [PROJECT["version"], newest_change(), CITATION["version"], CITATION["references"][0]["version"]],
    ids=["pyproject.toml", "CHANGELOG.md", "CITATION.cff", "CITATION.cff, the program"],
)
def test_the_version_is_the_same_everywhere(said: str) -> None:
    assert said == __version__


def test_the_citation_has_what_its_format_requires() -> None:
    assert CITATION["cff-version"] == "1.2.0"
    assert CITATION["type"] == "dataset"
    assert CITATION["message"] and all(author["name"] for author in CITATION["authors"])


def test_the_citation_names_the_dossier_that_is_shipped() -> None:
    assert DOSSIER["title"] in CITATION["title"]
    assert DOSSIER["subtitle"].lower() in CITATION["title"]
    assert SHIPPED.name in CITATION["authors"][0]["name"]


def test_code_and_data_have_a_licence_each() -> None:
    assert (ROOT / "LICENSE").read_text("utf-8").startswith(f"{PROJECT['license']} License")
    assert CITATION["license"] == "CC-BY-4.0"
    assert "CC BY 4.0" in DOSSIER["licence"]
    assert "CC BY 4.0" in (ROOT / "data" / "LICENSE.md").read_text("utf-8")
