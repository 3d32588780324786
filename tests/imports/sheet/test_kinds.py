"""A body is not taken for a person, nor who leads it for a body, in any of the languages of a sheet."""

import pytest

from briefing.imports.sheet.kinds import kind


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("Nadir Belari", "person"),
        ("NADIR BELARI", "person"),
        ("Police chief Sami Orun", "person"),
        ("Министр Сами Орун", "person"),
        ("Ministry of the Interior", "state body"),
        ("the traffic police", "state body"),
        ("National Army", "state body"),
        ("Innenministerium", "state body"),
        ("Министерство воды", "state body"),
        ("وزارة الداخلية", "state body"),
        ("Вазорати об", "state body"),
        ("Taliban", "armed group"),
        ("7th Brigade", "armed group"),
        ("Valley Radio", "media"),
        ("River Group", "organisation"),
        ("Группа 7", "organisation"),
        ("Northern Grain Board", "organisation"),
        ("UNODC", "organisation"),
        ("Office of WFP", "organisation"),
        ("Arman", "person"),
    ],
)
def test_a_name_is_taken_for(name: str, taken: str) -> None:
    assert kind(name) == taken
