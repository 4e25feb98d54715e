"""Figures told together belong to what was named before them in the same order; a scale left out is that of
the sum before.
"""

from __future__ import annotations

from tests.unit.reading.documents import read, said


def codes(text: str) -> dict[str, str]:
    return {quote: code for quote, (code,) in said(text, "indicator_code").items()}


def test_changes_told_together_are_of_the_levels_before_them_in_order() -> None:
    """«рост на 7,4 и 5,1% соответственно» is one of each wage."""
    text = (
        "Средняя зарплата врачей составила 512 тысяч тенге, медсестёр – 268 тысяч, "
        "рост на 7,4 и 5,1% соответственно."
    )
    assert codes(text)["7,4"] == "HR.WAGE.DOC"
    assert codes(text)["5,1%"] == "HR.WAGE.NUR"


def test_levels_told_together_are_of_the_nouns_before_them_in_order() -> None:
    """«врачей и медсестёр – 84 и 240 соответственно»."""
    assert codes("Врачей и медсестёр в районе 84 и 240 соответственно.") == {
        "84": "HR.DOC.N",
        "240": "HR.NUR.N",
    }


def test_a_sum_for_one_person_takes_the_scale_of_the_sum_before() -> None:
    """«8 миллионов тенге подъёмных, в райцентр – четыре» is four million."""
    reading = read("Медикам, которые едут в село, платят 8 миллионов тенге подъёмных, в райцентр – четыре.")
    assert [one.value for one in reading.observations] == [8_000_000, 4_000_000]


def test_another_change_with_the_same_verb_is_a_change() -> None:
    """«выросла на 7,4%, медсестры – на 5,1%»."""
    text = "Средняя зарплата врача выросла на 7,4%, фельдшера – на 5,1%."
    assert [measure for (measure,) in said(text, "measure").values()] == ["change_pct", "change_pct"]
