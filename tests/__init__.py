"""The tests, in the rooms of the package that they speak of; ``e2e`` drives a real browser."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "data" / "tajikistan-2017"
SMALL = ROOT / "tests" / "dossiers" / "small"
