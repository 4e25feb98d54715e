"""A programme is named, never guessed from the subject."""

from __future__ import annotations

import pytest

from sources.language.fold import fold
from sources.reading.mentions.programmes import programme_of
from tests.unit.reading.documents import said


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("По программе «С дипломом в село» приехали врачи.", "DIPLOMA_TO_VILLAGE"),
        ("«Дипломмен ауылға» бағдарламасы бойынша дәрігерлер келді.", "DIPLOMA_TO_VILLAGE"),
        ("По проекту модернизации сельского здравоохранения строят медпункты.", "RURAL_HEALTH"),
        ("По программе «Ауыл — ел бесігі» обновлена амбулатория.", "AUYL_EL_BESIGI"),
        ("По нацпроекту «Здоровая нация» открыт центр.", "HEALTHY_NATION"),
        ("Врачи с дипломом приехали работать в село.", None),
        ("В сёлах построены медпункты.", None),
    ],
)
def test_only_a_name_makes_a_programme(text: str, code: str | None) -> None:
    assert programme_of(fold(text), 0, len(text)) == code


def test_a_programme_outside_the_span_is_not_seen() -> None:
    text = fold("Программа «С дипломом в село» идёт. Приехали врачи.")
    assert programme_of(text, text.index("Приехали".lower()), len(text)) is None


def test_an_observation_bears_the_programme_of_its_sentence() -> None:
    found = said("В рамках программы «С дипломом в село» приехали 34 врача.", "programme_code")
    assert found == {"34": ("DIPLOMA_TO_VILLAGE",)}
