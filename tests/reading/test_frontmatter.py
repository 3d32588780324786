"""The front matter: what is said of a fault in it, and at which line."""

import time
import tomllib
from pathlib import Path

import pytest

from briefing.dossier.issues import Issue
from briefing.reading.frontmatter import front
from tests.reading.test_load import spoil

WANTED = 'a key and a value are wanted, such as title = "A title"'


def test_of_thousands_of_strange_keys_a_hundred_are_told_in_time(tmp_path: Path) -> None:
    (tmp_path / "dossier.toml").write_text("".join(f"k{number} = 1\n" for number in range(20_000)), "utf-8")
    begun = time.process_time()
    info, _, issues = front(tmp_path)
    assert time.process_time() - begun < 4
    assert info is None
    assert "more keys are not as wanted" in issues[-1].message
    assert len(issues) == 101


@pytest.mark.parametrize(
    ("written", "line", "found", "why"),
    [
        ("title =\n", 1, "title =", "invalid value"),
        ('title = "a"\n\n  language = tRue  \n', 3, "language = tRue", "invalid value"),
        ("a = 1\na = 2\n", 2, "a = 2", "cannot overwrite a value"),
        ("a = [1,\n2", 2, "2", "unclosed array"),
        ('a = """b\n', 2, "", "unterminated string"),
    ],
)
def test_what_is_no_toml_is_quoted_at_its_line(tmp_path: Path, written: str, line: int, found: str, why: str) -> None:
    (tmp_path / "dossier.toml").write_text(written, "utf-8")
    message = f"{found!r} cannot be read as TOML ({why}); {WANTED}"
    assert front(tmp_path) == (None, "", (Issue("dossier.toml", line, "", "bad-toml", message),))


def test_a_fault_that_names_no_place_is_told_of_the_whole_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No Python has had such a message yet; the next one may."""

    def refuse(_: str) -> None:
        raise tomllib.TOMLDecodeError("Too deep")

    (tmp_path / "dossier.toml").write_text('title = "a"', "utf-8")
    monkeypatch.setattr(tomllib, "loads", refuse)
    message = f"'' cannot be read as TOML (too deep); {WANTED}"
    assert front(tmp_path) == (None, "", (Issue("dossier.toml", 0, "", "bad-toml", message),))


def test_a_key_that_is_missing_is_named_at_the_table_that_should_hold_it(small_folder: Path) -> None:
    message = "the key 'day' is missing; a line day = ... is wanted"
    (issue,) = spoil(small_folder, "dossier.toml", "day = 2021-04-14\n", "").issues
    assert issue == Issue("dossier.toml", 9, "moments.0.day", "missing-key", message)
    (first, second) = spoil(small_folder, "dossier.toml", "day = 2021-05-22\n", "").issues
    assert first == issue
    assert second == Issue("dossier.toml", 12, "moments.1.day", "missing-key", message)


def test_a_table_that_is_not_written_where_it_is_looked_for_has_the_line_of_nothing(small_folder: Path) -> None:
    path = small_folder / "dossier.toml"
    path.write_text(path.read_text("utf-8").split("[[moments]]")[0] + "moments = [{ title = 'A' }, { title = 'B' }]\n")
    assert [(issue.line, issue.column) for issue in front(small_folder)[2]] == [
        (9, "moments.0.day"),
        (0, "moments.1.day"),
    ]


def test_a_fault_in_one_of_two_tables_is_told_at_its_own_line(small_folder: Path) -> None:
    (issue,) = spoil(small_folder, "dossier.toml", "day = 2021-05-22", 'day = "soon"').issues
    assert (issue.line, issue.column) == (14, "moments.1.day")
    (_, issue) = spoil(small_folder, "dossier.toml", "made = 2021-06-01", 'made = "late"').issues
    assert (issue.line, issue.column) == (18, "bottom_line.made")


def test_front_matter_that_cannot_be_read_gives_nothing_but_its_issues(small_folder: Path) -> None:
    spoil(small_folder, "dossier.toml", "day = 2021-05-22", 'day = "soon"')
    assert front(small_folder)[:2] == (None, "")
    (small_folder / "dossier.toml").unlink()
    wanted = "the file is missing; a file dossier.toml is wanted"
    assert front(small_folder) == (None, "", (Issue("dossier.toml", 0, "", "missing-file", wanted),))


def test_a_number_of_thousands_of_digits_is_told_without_what_a_programmer_may_do(tmp_path: Path) -> None:
    (tmp_path / "dossier.toml").write_text(f"title = {'9' * 5000}", "utf-8")
    info, content, (issue,) = front(tmp_path)
    assert (info, content) == (None, "")
    assert (issue.file, issue.line, issue.column, issue.code) == ("dossier.toml", 0, "", "bad-toml")
    assert issue.message.startswith("the file cannot be read as TOML (exceeds the limit (4300 digits)")
    assert issue.message.endswith(")")
    assert "sys." not in issue.message


def test_the_content_that_a_release_is_made_of_has_its_keys_in_one_order_and_its_letters_as_they_are(
    tmp_path: Path,
) -> None:
    written = (
        'title = "Ловен" # a remark\nsubtitle = "S"\nsummary = "So."\nlicence = "CC0-1.0"\nlanguage = "en"\n'
        'disclaimer = "D"\nas_of = 2021-06-30\n[[moments]]\ntitle = "A"\nday = 2021-04-14\n'
    )
    (tmp_path / "dossier.toml").write_text(written, "utf-8")
    info, content, issues = front(tmp_path)
    assert (info and info.title, issues) == ("Ловен", ())
    assert content == (
        '{"as_of": "2021-06-30", "disclaimer": "D", "language": "en", "licence": "CC0-1.0", '
        '"moments": [{"day": "2021-04-14", "title": "A"}], "subtitle": "S", "summary": "So.", "title": "Ловен"}'
    )


@pytest.mark.parametrize("written", ["a." * 5000 + "b = 1", f"[{'a . ' * 5000}b]", "x = {" + "'a'." * 5000 + "b = 1}"])
def test_a_key_of_thousands_of_parts_is_told_before_it_is_read(small_folder: Path, written: str) -> None:
    front_file = small_folder / "dossier.toml"
    front_file.write_text(f"{written}\n{front_file.read_text('utf-8')}", "utf-8")
    started = time.process_time()
    _, _, (fault,) = front(small_folder)
    assert time.process_time() - started < 0.5
    message = "the file cannot be read as TOML (line 1 has a key of more than 32 parts)"
    assert fault == Issue("dossier.toml", 0, "", "bad-toml", message)


def test_a_key_of_thousands_of_parts_is_told_at_its_line(small_folder: Path) -> None:
    (small_folder / "dossier.toml").write_text(f"\n# a remark\n{'a.' * 33}b = 1\n\n", "utf-8")
    _, _, (fault,) = front(small_folder)
    assert fault.message == "the file cannot be read as TOML (line 3 has a key of more than 32 parts)"


def test_front_matter_of_just_a_megabyte_is_read(small_folder: Path) -> None:
    path = small_folder / "dossier.toml"
    written = path.read_text("utf-8")
    path.write_text(written + "#" * ((1 << 20) - len(written)), "utf-8")
    assert front(small_folder)[2] == ()


def test_front_matter_of_megabytes_is_told_before_it_is_read(small_folder: Path) -> None:
    (small_folder / "dossier.toml").write_text("#" * (1 << 20) + "\n", "utf-8")
    _, _, (fault,) = front(small_folder)
    assert fault.message == "the file cannot be read as TOML (it is longer than 1,048,576 letters)"


def test_dots_in_words_are_no_key(small_folder: Path) -> None:
    front_file = small_folder / "dossier.toml"
    front_file.write_text(front_file.read_text("utf-8").replace('summary = "', f'summary = "{". " * 99}', 1), "utf-8")
    assert front(small_folder)[2] == ()


def test_a_text_without_a_letter_is_told_at_its_line(small_folder: Path) -> None:
    """A workbook has no cell for it, so that the dossier would not load back."""
    said = "the text of the key {!r} is empty; at least one letter is wanted"
    (issue,) = spoil(small_folder, "dossier.toml", 'licence = "CC0-1.0"', 'licence = " "').issues
    assert issue == Issue("dossier.toml", 7, "licence", "empty-key", said.format("licence"))
    (_, issue) = spoil(small_folder, "dossier.toml", 'title = "The Daily', 'title = "" # "The Daily').issues
    assert issue == Issue("dossier.toml", 15, "moments.1.title", "empty-key", said.format("title"))


def test_space_around_a_text_is_no_part_of_it(small_folder: Path) -> None:
    before = front(small_folder)
    spoil(small_folder, "dossier.toml", 'title = "The', 'title = "\\n  The')
    assert front(small_folder) == before


@pytest.mark.parametrize("tag", ["en-GB", "tg-Cyrl-TJ", "gsw", "zh-Hant"])
def test_a_tag_of_a_language_with_its_script_or_region_is_one(small_folder: Path, tag: str) -> None:
    assert spoil(small_folder, "dossier.toml", 'language = "en"', f'language = "{tag}"').dossier


@pytest.mark.parametrize("tag", ["english", "EN", "en_GB", "e", "en-"])
def test_another_word_is_no_tag_of_a_language(small_folder: Path, tag: str) -> None:
    (issue,) = spoil(small_folder, "dossier.toml", 'language = "en"', f'language = "{tag}"').issues
    assert issue.message == f"{tag!r} is no tag of a language; wanted is one such as en, tg or en-GB"
