"""A figure takes over what the figure before it counts, unless its own words say more."""

from __future__ import annotations

from tests.unit.reading.documents import read, said


def codes(text: str) -> dict[str, str]:
    return {quote: code for quote, (code,) in said(text, "indicator_code").items()}


def test_a_part_is_of_the_indicator_of_its_whole() -> None:
    assert codes("Приехали 40 врачей, из них 12 терапевтов.") == {"40": "HR.ARR.N", "12": "HR.ARR.N"}


def test_a_kazakh_part_is_of_the_indicator_of_its_whole() -> None:
    assert codes("Ауданға келген 40 дәрігердің 11-і терапевт.") == {"40": "HR.ARR.N", "11": "HR.ARR.N"}


def test_a_percentage_whose_own_words_stand_beside_it_is_a_level() -> None:
    found = said("Биыл 900 адам екпе алды. Мұғалімдердің 96%-ы екпе салдырған.", "measure")
    assert found["96%"] == ("level",)


def test_the_rest_is_of_the_indicator_of_the_whole() -> None:
    assert codes("Построено 20 медпунктов, остальные 15 введут позже.")["15"] == "IN.FAC.COMM"


def test_a_share_of_a_whole_is_a_share_and_no_level() -> None:
    found = said(
        "В стационарах пролечено 900 больных, из них 61% сельчане.", "indicator_code", "measure", "unit"
    )
    assert found["61%"] == ("SD.INP.TREATED", "share", "percent")


def test_a_part_in_the_next_sentence_belongs_to_the_total_before_it() -> None:
    assert codes("В стационарах пролечено 900 больных. Из них 300 детей.")["300"] == "SD.INP.TREATED"


def test_what_has_a_verb_of_its_own_keeps_its_own_indicator() -> None:
    found = codes("В больнице пролечено 900 больных, проведено 310 операций.")
    assert found == {"900": "SD.INP.TREATED", "310": "SD.SURG.OPS"}


def test_figures_that_share_the_noun_of_the_last_one_share_its_indicator() -> None:
    text = "Построят 7 однокомнатных, 4 двухкомнатные и 2 трёхкомнатные квартиры для врачей."
    assert codes(text) == {"7": "HR.SUP.HOUS", "4": "HR.SUP.HOUS", "2": "HR.SUP.HOUS"}


def test_a_part_of_what_nobody_understood_is_for_review_too() -> None:
    reading = read("В больницу привезли 80 непонятных предметов, из них 12 сломанных.")
    assert reading.observations == ()


def test_a_figure_that_took_its_indicator_over_says_so() -> None:
    flags = said("Приехали 40 врачей, из них 12 терапевтов.", "flags")
    assert "inherited" in flags["12"][0]
    assert "inherited" not in flags["40"][0]


def test_a_part_takes_the_period_of_its_whole() -> None:
    found = read("В 2023 году в стационарах пролечено 900 больных, из них 300 детей.").observations
    assert len({one.period.start for one in found}) == 1
    assert found[0].period.start is not None


def test_a_place_before_a_dash_leaves_the_figure_what_the_one_before_it_counts() -> None:
    found = said("В городе открыто 14 поликлиник, в районах — 9.", "indicator_code", "unit")
    assert set(found.values()) == {("IN.FAC.COMM", "facility")}


def test_an_aside_in_brackets_hands_nothing_on() -> None:
    found = said(
        "В 2024 году подано 310 жалоб (в 2023 году – 402), из них обоснованы 45.", "indicator_code", "period"
    )
    assert found["45"][0] == found["310"][0] == "SD.QUAL.COMPL"
    assert found["45"][1].start == found["310"][1].start != found["402"][1].start
