"""The scripts of our components are fetched by address; what travels with every message is a line."""

import re
from pathlib import Path

import pytest
import streamlit

from briefing.ui import scripts


@pytest.mark.parametrize("name", ["component.js", "slippy.js", "day.js", "finder.js"])
def test_a_component_is_sent_with_the_address_of_its_script(name: str) -> None:
    sent = scripts.script(name)
    found = re.search(r"'\./scripts/([\w.]+)'", sent)
    assert found and scripts.files()[found[1]].name == name
    assert len(sent) < 200


def test_a_script_asks_for_nothing_beside_itself() -> None:
    """One that imported another by a plain name would have it kept when that other changes."""
    assert [path.name for path in scripts.files().values() if re.search(r"^\s*import\b", path.read_text(), re.M)] == []


def test_what_draws_tables_and_charts_are_files_that_streamlit_serves_and_are_fetched_ahead() -> None:
    tables, charts = scripts.heavy()
    static = Path(streamlit.__file__).parent / "static"
    assert (static / tables).stat().st_size > 400_000
    assert (static / charts).stat().st_size > 1_000_000
    assert f"script.ahead('{tables}', '{charts}')" in scripts.script("component.js", ahead=scripts.heavy())
    assert "ahead" not in scripts.script("component.js")
