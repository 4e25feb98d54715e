"""The characters around a run of digits: a sign or a dash, a part of a name, English or Russian separators.

Holds what the neighbouring characters tell about digits; the digits themselves are read in figures_digits.
"""

from __future__ import annotations

import re
from functools import cache

from sources.catalogue.letters import letters
from sources.language.figures_lexicon import figure_words, lexicon

_LATIN = re.compile(r"[A-Za-z]")
_WORD_END = re.compile(r"[^\W_]+$")
_LETTERS_END = re.compile(r"[^\W\d_]+$")
_ALONE_AFTER = re.compile(r"[ \t]*%?[ \t]*(?:$|[\n\r\t|;])")
_ALONE_BEFORE = re.compile(r"(?:^|[\n\r\t|;])[ \t]*$")
# A model is named with capitals and a number of three or more digits («УАЗ-3909»).
_MODEL = re.compile(r"[0-9]{3,4}(?![0-9%])")
_LONGEST_MODEL = 5
_INSIDE_A_SENTENCE = re.compile(
    rf"[^\W\d_A-Z{letters().capitals}][ ,] ?\Z"
)  # «в микрорайонах Аксай-2, Жулдыз-3»
_NOTE = re.compile(r"\[[0-9]{1,3}(?:[,;\u2013-] ?[0-9]{1,3})*\]")
_NOTE_BEHIND = re.compile(r"(?<=[0-9]{3})\([0-9]{1,2}\)")
_NOTE_REACH = 12
_PAIR = re.compile(r"[1-9][0-9]{2,}/[1-9][0-9]{2,}")
_MINUS = "\u2212"


def part_of_name(text: str, first: int, start: int) -> bool:
    """COVID-19, Топ-10, H1N1, B12, А4, м2: the digits belong to a name or a unit of measure."""
    if first <= start:
        return False
    before = text[first - 1]
    if before in "-\u2010\u2011":
        stem = _WORD_END.search(text, max(start, first - 24), first - 1)
        word = stem.group() if stem else ""
        return (
            bool(_LATIN.search(word))
            or word.lower() in lexicon().named_by_number
            or (len(word) == 1 and word.isupper())
            or (word.isupper() and len(word) <= _LONGEST_MODEL and _MODEL.match(text, first) is not None)
            or (
                stem is not None
                and word.istitle()
                and _INSIDE_A_SENTENCE.search(text, start, stem.start()) is not None
            )
        )
    if _LATIN.match(before):
        code = _LETTERS_END.search(text, max(start, first - 24), first)
        return code is None or code.group().lower() not in lexicon().currency_before
    if not before.isalpha():
        return False
    letters = _LETTERS_END.search(text, max(start, first - 24), first)
    word = letters.group() if letters else ""
    return (len(word) == 1 and word.isupper()) or word in figure_words()["name"]["units"]


def after_number_sign(text: str, first: int, start: int, quote: str) -> bool:
    """«поликлиники № 5 400 пациентов»: the one-digit number of something does not run on."""
    return bool(re.match(r"[0-9]\s", quote)) and text[max(start, first - 3) : first].rstrip()[-1:] in (
        "№",
        "#",
    )


def is_note(text: str, first: int, last: int, start: int, end: int) -> bool:
    """«12 480[1]», «лечение [12, 13]», «2 310(2)»: the digits are the mark of a note."""
    opened = text.rfind("[", max(start, first - _NOTE_REACH), first)
    if opened >= 0 and (note := _NOTE.match(text, opened, end)) and note.end() > last:
        return True
    return first > start and text[first - 1] == "(" and _NOTE_BEHIND.match(text, first - 1, end) is not None


def is_pair(text: str, first: int, last: int, start: int) -> bool:
    """«2310/7100 врачей и медсестёр»: two counts and no code; «№ 345/678» is the number of a document."""
    before = text[max(start, first - 3) : first].rstrip()[-1:]
    return _PAIR.fullmatch(text, first, last) is not None and before not in ("№", "#", "/")


def in_english(text: str, first: int, last: int, start: int, end: int) -> bool:
    """Whether the number stands in Latin script, where comma and point change places."""
    around = text[last : min(end, last + 12)] + text[max(start, first - 12) : first][::-1]
    letter = next((char for char in around if char.isalpha()), "")
    return letter.isascii() and letter != ""


@cache
def _degree() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:[°º]|{figure_words()['sign']['degree']})")


def sign(text: str, first: int, last: int, start: int, end: int) -> int:
    """+1 or -1 when the mark before the digits is a sign, no dash: «+5°», «(-12,4%)», «рост составил -3%»."""
    if first <= start or text[first - 1] not in "+-\u2212\u2013":
        return 0
    mark, before = text[first - 1], text[first - 2] if first - 1 > start else "\n"
    if mark == "+":
        return 0 if before.isalnum() else 1
    if before.isalnum() or before in "%.)":
        return 0
    if before in "(=" or _degree().match(text, last, end):
        return -1
    if mark == _MINUS:
        last_word = text[max(start, first - 4) : first - 1].rstrip()[-1:]
        return 0 if last_word.isdigit() or last_word in ("%", ")") else -1
    if text[max(start, first - 4) : first - 1] in figure_words()["sign"]["after"]:
        return -1
    if lexicon().percent.match(text, last, end) and lexicon().signed_after.search(
        text, max(start, first - 24), first - 1
    ):
        return -1
    edge = text[max(start, first - 8) : first - 1]
    alone = _ALONE_BEFORE.search(edge if first - 8 > start else "\n" + edge) and _ALONE_AFTER.match(
        text, last, end
    )
    return -1 if alone else 0
