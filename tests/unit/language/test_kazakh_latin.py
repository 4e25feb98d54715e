"""Kazakh in Latin letters: recognised by its words, written out in Cyrillic, every offset on its way back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.language.kazakh_latin import is_kazakh_latin, transcribe

LETTERS = "abcdefghijklmnopqrstuvwxyzáǵńóúýıäöüğñşūï SHCHshch0123456789 .,-«»%дәрігер\n"


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Oblysta 40 dáriger jáne 12 mamandar", "Облыста 40 дәрігер және 12 мамандар"),
        ("aýrýhana", "аурухана"),
        ("shaqyryldy", "шақырылды"),
        ("boıynsha", "бойынша"),
        ("medıtsına", "медицина"),
        ("stantsııasynyń", "станциясының"),
        ("sanıtarııalyq avıatsııa", "санитариялық авиация"),
        ("bıýdjetten", "бюджеттен"),
        ("ambýlatorıada", "амбулаторияда"),
        ("däriger jäne teñge", "дәрігер және теңге"),
        # Behind a vowel и with а or у is я or ю, behind a consonant ия; it may be a capital I.
        ("aıaqtaldy", "аяқталды"),
        ("qoıý", "қою"),
        ("sıaqty", "сияқты"),
        ("Iaǵnı", "Яғни"),
        ("Infeksıa men Indet", "Инфекция мен Індет"),
        # Words from other languages: ц as s, ts or left out, no soft sign, letters of Cyrillic in between.
        ("medısına", "медицина"),
        ("medıına", "медицина"),
        ("vaksınalaý", "вакциналау"),
        ("feldsherlik", "фельдшерлік"),
        ("jumysы", "жұмысы"),
        ("N7 emhanada", "N7 емханада"),
        # The alphabets of 2021, and that of 2017 with apostrophes.
        ("keŋes zamanynda därıgerler keiın keldı", "кеңес заманында дәрігерлер кейін келді"),
        ("travmatologiia jäne biudjet, myŋ", "травматология және бюджет, мың"),
        ("äyel däriger jäne üy, mıñ", "әйел дәрігер және үй, мың"),
        ("da'riger ju'i'eni o's'irdi", "дәрігер жүйені өшірді"),
        # Accents left out: known words take theirs.
        ("Densaulyq saqtau, dariger zhane tenge", "Денсаулық сақтау, дәрігер және тенге"),
        ("ÁÓ", "ӘӨ"),
        ("SHYǴYS", "ШЫҒЫС"),
    ],
)
def test_letters_of_both_alphabets_are_written_out(latin: str, cyrillic: str) -> None:
    assert transcribe(latin).text == cyrillic


def test_digits_marks_and_cyrillic_stay() -> None:
    text = "12,5% — «дәрігер» (3)"
    assert transcribe(text).text == text


def test_a_pair_of_letters_is_one_and_points_to_its_first() -> None:
    transcript = transcribe("asha 12")
    assert transcript.text == "аша 12"
    assert [transcript.original(at) for at in range(len(transcript.text) + 1)] == [0, 1, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bıyl oblysta 40 dáriger jumysqa keldi, olarǵa teńge berildi jáne úı salyndy.", True),
        ("Биыл облыста 40 дәрігер жұмысқа келді.", False),
        ("The region employs 40 doctors and two nurses, men among them.", False),
        ("", False),
        ("12 345", False),
    ],
)
def test_a_text_is_known_by_its_commonest_words(text: str, expected: bool) -> None:
    assert is_kazakh_latin(text) is expected


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=LETTERS, max_size=80))
def test_every_offset_leads_back_and_there_again(text: str) -> None:
    transcript = transcribe(text)
    assert len(transcript.positions) == len(transcript.text) + 1
    assert (transcript.original(0), transcript.original(len(transcript.text))) == (0, len(text))
    for at in range(len(transcript.text) + 1):
        there = transcript.rewritten(transcript.original(at))
        assert there <= at
        assert transcript.original(there) == transcript.original(at)
    assert list(transcript.positions) == sorted(transcript.positions)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=LETTERS, max_size=60))
def test_digits_are_the_same_on_both_ends_of_an_offset(text: str) -> None:
    transcript = transcribe(text)
    for at, letter in enumerate(transcript.text):
        if letter.isdigit():
            assert text[transcript.original(at)] == letter
