"""What reports say of a claim, side by side: those by exclusion stand against it, with the reason for it."""

from briefing.view.sides import sides
from tests.invented import MARK, dossier, seen

REPORTS = [
    ("2021-04-03", "wire", "a", "supports c"),
    ("2021-04-02", "post", "b", "supports d"),
    ("2021-04-01", "sun", "x", "contradicts c"),
    ("2021-04-05", "star", "y", "doubts c"),
    ("2021-04-02", "herald", "z", "contradicts c"),
    ("2021-04-04", "mail", "w", "neither c"),
]


def test_the_reports_of_each_side_stand_in_the_order_in_which_they_became_known() -> None:
    view = seen(dossier(["c", "d"], REPORTS, excludes={"c": ("d",), "d": ("c",)}))
    found = sides(view.known.claims[0], view)
    assert [(side.title, [report.id for report, _ in side.reports]) for side in found] == [
        ("For", ["r1"]),
        ("Against", ["r3", "r2", "r5"]),
        ("In doubt", ["r4"]),
        ("Takes no side", ["r6"]),
    ]
    assert [why for _, why in found[1].reports] == [
        f"Why ev3-c, {MARK}",
        "By exclusion: it supports “Claim d <i>”, and both cannot be true.",
        f"Why ev5-c, {MARK}",
    ]


def test_a_side_that_nobody_takes_is_left_out() -> None:
    view = seen(dossier(["c"], REPORTS[:1]))
    assert [side.title for side in sides(view.known.claims[0], view)] == ["For"]
