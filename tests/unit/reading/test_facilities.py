"""A figure is of a named facility where its clause, its sentence or the facility in focus says so, and of
none where two could be meant.
"""

from __future__ import annotations

from sources.readers.document import Document
from tests.unit.reading.documents import paragraphs, said, table

CENTRE = (
    "Областной кардиоцентр отметил юбилей",
    "Областной кардиоцентр открылся десять лет назад, и сегодня сюда едут отовсюду.",
    "Центр занимает три этажа. Здесь установлен новый ангиограф.",
)


def facility(quote: str, document: Document | str) -> str | None:
    return said(document, "facility")[quote][0]


def test_the_facility_named_in_the_clause_is_that_of_the_figure() -> None:
    told = "В областной детской больнице пролечено 5 120 детей, а в поликлинике № 4 работают 87 врачей."
    assert facility("5 120", told) == "Областная детская больница"
    assert facility("87", told) == "Поликлиника № 4"


def test_a_facility_that_opens_its_sentence_holds_for_the_figures_after_it() -> None:
    told = "Областная больница приняла за год 9 400 пациентов, выполнено 3 100 операций."
    assert facility("3 100", told) == "Областная больница"


def test_the_comma_of_a_decimal_parts_no_clauses() -> None:
    told = "Из бюджета 1,8 млрд тенге выделено на аппараты для областной больницы."
    assert facility("1,8 млрд тенге", told) == "Областная больница"


def test_a_clause_on_districts_is_not_about_the_facility_that_opens_the_sentence() -> None:
    told = "В областной больнице пролечено 300 больных, в районных — остальные 4 700."
    assert facility("300", told) == "Областная больница"
    assert facility("4 700", told) is None


def test_a_name_after_two_figures_is_of_the_nearer_one() -> None:
    told = "Из 640 врачей области 210 работают в областной больнице."
    assert facility("640", told) is None
    assert facility("210", told) == "Областная больница"


def test_the_whole_of_a_part_is_not_of_the_facility() -> None:
    told = "В областной больнице пролечено 300 из 5 000 сельских больных."
    assert facility("300", told) == "Областная больница"
    assert facility("5 000", told) is None


def test_two_facilities_in_a_clause_leave_none() -> None:
    told = "В областной больнице и областной детской больнице работают 310 врачей."
    assert facility("310", told) is None


def test_another_facility_beside_the_name_leaves_none() -> None:
    assert facility("310", "В областной больнице и поликлиниках работают 310 врачей.") is None


def test_what_is_at_a_facility_is_not_the_facility() -> None:
    assert facility("64", "На базе областной больницы пролечено 64 пациента.") is None


def test_a_count_of_facilities_is_of_none() -> None:
    told = "После областной больницы в регионе построено 12 поликлиник."
    assert facility("12", told) is None


def test_the_region_as_a_whole_is_no_facility() -> None:
    told = "Об этом рассказали в областной больнице. В целом по региону пролечено 64 200 человек."
    assert facility("64 200", told) is None


def test_a_bare_noun_and_here_mean_the_facility_named_before() -> None:
    told = "Областную больницу обновили. В больнице развёрнуто 420 коек. Здесь пролечено 9 300 человек."
    assert facility("420", told) == "Областная больница"
    assert facility("9 300", told) == "Областная больница"


def test_the_only_facility_named_is_meant_however_far_before() -> None:
    told = (
        "Областную больницу обновили.",
        "Крыша стала новой.",
        "Двор озеленён.",
        "В больнице развёрнуто 420 коек.",
    )
    assert facility("420", paragraphs(*told)) == "Областная больница"


def test_an_institution_without_its_kind_is_the_one_named_before() -> None:
    told = "Областную больницу обновили. В учреждении пролечено 9 300 человек."
    assert facility("9 300", told) == "Областная больница"
    told = "Областную больницу обновили. В медицинском учреждении пролечено 9 300 человек."
    assert facility("9 300", told) == "Областная больница"
    told = "Облыстық аурухана жаңарды. Мекемеде 9 300 науқас емделді."
    assert facility("9 300", told) == "Облыстық аурухана"


def test_a_noun_that_says_more_than_the_name_is_another_facility() -> None:
    told = "Областную больницу обновили. В детской больнице развёрнуто 420 коек."
    assert facility("420", told) is None


def test_a_new_facility_is_not_the_one_named_before() -> None:
    told = "Областную больницу обновили. Новая больница рассчитана на 300 коек."
    assert facility("300", told) is None


def test_in_a_report_on_one_facility_silence_means_it() -> None:
    assert facility("31", paragraphs(*CENTRE, "Работают 31 врач.")) == "Областной кардиоцентр"


def test_in_a_report_on_one_facility_a_sentence_on_the_region_is_not_about_it() -> None:
    assert facility("640", paragraphs(*CENTRE, "По области работают 640 врачей.")) is None


def test_silence_after_a_facility_named_in_passing_means_none() -> None:
    told = "Областную больницу обновили. Работают 31 врач."
    assert facility("31", told) is None


def test_a_kazakh_name_holds_for_the_sentences_that_turn_back_to_it() -> None:
    told = "Облыстық аурухана жаңарды. Мұнда 9 300 науқас емделді."
    assert facility("9 300", told) == "Облыстық аурухана"


def test_a_row_of_a_table_names_the_facility_of_its_cells() -> None:
    found = said(
        table(
            ["Организация", "Коек", "Врачей"],
            ["Областная больница", "420", "210"],
            ["Районные больницы", "640", "155"],
        ),
        "facility",
    )
    assert found["420"] == found["210"] == ("Областная больница",)
    assert found["640"] == (None,)
