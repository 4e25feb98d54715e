"""Forms tell by their endings whether they are verbs, and in which tense or mood."""

from __future__ import annotations

import pytest

from sources.language.morphology import Mood, mood_of


@pytest.mark.parametrize(
    ("words", "mood"),
    [
        ("построили построено введены открыта сдан принята оказано увеличилось закупил была", Mood.PAST),
        ("построят откроется сдадут закупят введём будет обеспечат вырастет получит займёт", Mood.FUTURE),
        ("строится работают ведётся получают обслуживает закупает ждут трудятся", Mood.PRESENT),
        ("построить ввести открыться довести закупить обучать", Mood.INFINITIVE),
    ],
)
def test_russian_verbs(words: str, mood: Mood) -> None:
    assert {word: mood_of(word.replace("ё", "е"), kazakh=False) for word in words.split()} == dict.fromkeys(
        words.split(), mood
    )


@pytest.mark.parametrize(
    ("words", "mood"),
    [
        ("салынды ашылған берілді құрады аяқтады қабылдады жетті бітірдік", Mood.PAST),
        ("салынады ашылады беріледі аяқталады болады қосылады", Mood.FUTURE),
        ("көрсетеді істейді", Mood.PRESENT),
        ("салынбақ ашылмақ бермек тартпақшы", Mood.INTENTION),
        ("салынуда жүргізілуде жатыр", Mood.PROGRESSIVE),
        ("алу салу ашу", Mood.INFINITIVE),
        ("салынса жөнделсе", Mood.CONDITIONAL),
    ],
)
def test_kazakh_verbs(words: str, mood: Mood) -> None:
    assert {word: mood_of(word, kazakh=True) for word in words.split()} == dict.fromkeys(words.split(), mood)


def test_a_kazakh_verb_of_a_single_act_tells_what_is_to_come_another_what_is_usual() -> None:
    assert mood_of("салынады", kazakh=True) is Mood.FUTURE
    assert mood_of("көрсетеді", kazakh=True) is Mood.PRESENT


@pytest.mark.parametrize(
    ("words", "kazakh"),
    [
        ("область школа персонал бюджет показатели отрасли член цены филиал стационар больных сеть", False),
        ("көмек аймақ аурухана төсек сауда мамандар", True),
    ],
)
def test_nouns_are_no_verbs(words: str, kazakh: bool) -> None:
    assert [word for word in words.split() if mood_of(word, kazakh=kazakh)] == []
