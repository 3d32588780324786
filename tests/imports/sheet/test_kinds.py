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


def test_a_mission_is_a_body() -> None:
    assert kind("UN mission") == "organisation"
    assert kind("head of the UN mission") == "person"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Coalition", "organisation"),
        ("tribesmen", "organisation"),
        ("Residents", "organisation"),
        ("жители", "organisation"),
        ("التحالف", "organisation"),
        ("armed men", "armed group"),
        ("Unknown armed man", "armed group"),
        ("tribal fighters", "armed group"),
        ("Tribal leader", "person"),
        ("FAMa", "organisation"),
        ("Unknown gunmen", "armed group"),
        ("ISGS, JNIM, GATIA", "organisation"),
    ],
)
def test_groups_are_no_persons(name: str, meant: str) -> None:
    assert kind(name) == meant


BODIES_OF = {
    "state body": """Ministerium für Wasser; Ministère de l'Intérieur; Ministere de l'Interieur; Министерство обороны;
        Вазорати дифоъ; وزارة الدفاع; Ministerio del Interior; Ministério da Defesa; Armee; Armée nationale; Армия;
        Артиши миллӣ; الجيش الوطني; Ejército Nacional; Exército; Polizei; Landespolizei; Police nationale; Полиция;
        Полиси маҳаллӣ; الشرطة; Policía Nacional; Polícia Federal; Security Forces; Streitkräfte; Forces armées;
        Вооруженные силы; القوات المسلحة; Fuerzas Armadas; Forças Armadas; General Staff; Генеральный штаб""",
    "armed group": """3rd Brigade; Panzerbrigade; Бригада 7; لواء الفتح; Brigada Norte; Miliz; كتائب النور; Толибон""",
    "organisation": """National Front; Front national; Народный фронт; Ҷабҳаи миллӣ; الجبهة الوطنية; Frente Norte;
        River Group; Arbeitsgruppe Wasser; Groupe Wagner; Группировка Север; مجموعة النهر; Grupo Sur;
        Green Party; Grüne Partei; Parti vert; Партия зеленых; Ҳизби наҳзат; حزب النور; Partido Verde;
        Committee of Elders; Komitee der Alten; Untersuchungsausschuss; Comité central; Комитет 5; Кумитаи марказӣ;
        لجنة الأهالي;
        Comitê Central; Joint Forces; Силы Севера; Нерӯҳои шимол; قوات الشمال; Office of the President;
        Governor's office; مكتب الرئيس""",
}


@pytest.mark.parametrize(
    ("name", "meant"),
    [(" ".join(name.split()), kind) for kind, names in BODIES_OF.items() for name in names.split(";")],
)
def test_common_words_of_bodies_are_known_in_every_language(name: str, meant: str) -> None:
    assert kind(name) == meant


@pytest.mark.parametrize(
    "name",
    [
        *("Minister of the Interior", "Commander 7th Brigade", "Army General Nadir Belari", "Member of the Council"),
        *("Глава МВД", "Начальник полиции", "قائد الجيش", "Раиси Кумитаи марказӣ", "Jefe de policía", "Polizeichef"),
        *("Zaheer Shah", "Secretary of State", "Ministro del Interior", "Chef de la police"),
    ],
)
def test_who_holds_an_office_of_a_body_is_a_person(name: str) -> None:
    assert kind(name) == "person"
