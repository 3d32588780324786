"""The data dictionary says what each column holds, in words made from its type. The shipped one: tests/commands."""

from typing import Annotated

import pytest
from annotated_types import Gt, Le
from pydantic import StringConstraints

from briefing.dossier.records import Record, column
from briefing.reading.dictionary import dictionary


class Parcel(Record):
    """Something sent."""

    one = "parcel"
    weight: Annotated[float, Gt(0), Le(30)] | None = column("Weight", "What it weighs.", None)
    stamps: int = column("Stamps", "How many it has.", ge=1)
    label: Annotated[str, StringConstraints(max_length=9)] | None = column("Label", "What it says.", None)


def test_a_column_that_may_be_empty_keeps_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.reading.dictionary.TABLES", {"parcels": Parcel})
    text = dictionary()
    assert "| `weight` | Weight | What it weighs. | number, more than 0, 30 or less | yes |" in text.splitlines()
    assert "| `stamps` | Stamps | How many it has. | whole number, 1 or more | no |" in text.splitlines()
    assert "| `label` | Label | What it says. | text, at most 9 characters | yes |" in text.splitlines()
