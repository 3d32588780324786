"""The load: what a row says of its waits, and that it is bounded."""

import sys

import pytest

from bench.load import COLUMNS, Load, Waits, late, main, row


def test_a_row_has_a_cell_for_each_column() -> None:
    waits = Waits(first=[1.0, 3.0], change=[0.5] * 19 + [9.0], lost=2)
    cells = [
        each.strip()
        for each in row(Load("dashboard", 2, 10, 3.0, waits, 0.125, (40.0, 100.0, 150.0, 110.0))).split("|")[1:-1]
    ]
    assert len(cells) == len(COLUMNS)
    told = dict(zip(COLUMNS, cells, strict=True))
    assert (told["first p50 (s)"], told["change p50"], told["changes"]) == ("2.00", "0.50", "20, 2 lost")
    assert (told["CPU each (s)"], told["MB each"], told["MB after"]) == ("0.125", "5.0", "110")


def test_one_in_twenty_waits_longer() -> None:
    assert late([0.0] * 19 + [10.0]) == pytest.approx(0.5)
    assert late([4.0]) == 4.0


@pytest.mark.parametrize(
    "options",
    [["--viewers", "101"], ["--viewers", "0"], ["--seconds", "301"], ["--processes", "9"], ["--soak", "50001"]],
)
def test_nobody_is_flooded(options: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["load", *options])
    with pytest.raises(SystemExit):
        main()
