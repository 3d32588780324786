"""A file's name carries what is in it."""

from pathlib import Path

from briefing.places.fingerprint import fingerprinted


def test_other_contents_give_another_name(tmp_path: Path) -> None:
    names = []
    for place, text in enumerate(("one", "two", "one")):
        path = tmp_path / str(place) / "lakes.geojson"
        path.parent.mkdir()
        path.write_text(text)
        names.append(fingerprinted(path))
    assert names[0] == names[2] != names[1]
    assert names[0].startswith("lakes.") and names[0].endswith(".geojson")
