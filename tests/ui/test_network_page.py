"""The network page: whose ties it opens on, the way to the whole, and boxes that rank actors as the finder does."""

from typing import Any

import pytest
import streamlit as st

from briefing.ui.panels import network
from tests.ui.test_pages import opened, words


@pytest.mark.parametrize(
    ("query", "of"),
    [
        ({}, "Gulmurod Khalimov"),
        ({"focus": ["safarov-s"]}, "Shermahmad Safarov"),
        ({"actor": ["kabiri"]}, "Muhiddin Kabiri"),
        ({"around": ["nazarzoda"]}, "Abduhalim Nazarzoda"),
        ({"around": ["nazarzoda"], "focus": ["kabiri"]}, "Muhiddin Kabiri"),
        ({"around": ["safarov-s"], "focus": ["r-safarov-joined-taliban"]}, "Shermahmad Safarov"),
        ({"around": ["safarov-s"], "focus": ["r-khalimov-shishani"]}, "Gulmurod Khalimov"),
        ({"focus": ["c-khalimov-killed-mosul"]}, "Gulmurod Khalimov"),
    ],
)
def test_it_opens_on_the_ties_of_the_actor_in_view_or_of_the_most_tied(query: dict[str, list[str]], of: str) -> None:
    app = opened("network", query)
    assert f"ties of {of}, as reports claim them" in words(app)
    (box,) = [each for each in app.selectbox if each.label == "Ties of"]
    assert box.format_func(box.value).startswith(of)


def test_the_whole_is_one_step_away_and_in_the_address() -> None:
    app = opened("network", {})
    app.button_group(key="w-network").set_value("whole").run()
    assert "whole" in app.query_params["network"]
    assert "ties between 56 actors" in words(app)
    assert "ties between 56 actors" in words(opened("network", {"network": ["whole"]}))


def test_another_actor_is_chosen_in_a_box_and_kept_in_the_address() -> None:
    app = opened("network", {"focus": ["khalimov"]})
    (box,) = [each for each in app.selectbox if each.label == "Ties of"]
    box.set_value("kabiri").run()
    assert "kabiri" in app.query_params["around"]
    assert "ties of Muhiddin Kabiri" in words(app)


def test_a_chain_has_its_words_on_its_lines() -> None:
    said = words(opened("network", {"between": ["kabiri", "behruz"]}))
    assert "3 ties between 4 actors" in said
    assert 'class="net whole spoken"' in said


@pytest.mark.parametrize(("page", "label"), [("network", "From"), ("network", "Ties of"), ("actors", "Actor")])
def test_boxes_name_those_first_of_whom_most_is_told_with_the_number_of_events(page: str, label: str) -> None:
    app = opened(page, {})
    (box,) = [each for each in app.main.selectbox if each.label == label]
    told = [int(option.split(" · ")[-1].split()[0]) for option in box.options if "event" in option]
    assert len(told) > 30
    assert told == sorted(told, reverse=True)
    assert any("Гулмурод" in option for option in box.options)


@pytest.mark.parametrize("alone", [0, 1])
def test_one_end_of_a_chain_that_a_message_names_alone_is_taken(monkeypatch: pytest.MonkeyPatch, alone: int) -> None:
    chosen: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", {f"w-between-{alone}": "kabiri"})
    monkeypatch.setattr(network, "choose", chosen.update)
    network._between()
    assert chosen == {"between": ("kabiri",)}
