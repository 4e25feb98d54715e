"""Kazakh printed in Arabic letters, written out in Cyrillic with the way back to every character.

Holds the transcription only. The alphabet tells fewer vowels than Cyrillic: which of two it is, is decided by
the mark of front vowels, by the letters that stand with vowels of one kind only, and by the words that are
known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.language.kazakh_spelling import speller
from sources.language.transcript import Letters, Transcript, Writer

_WORD = re.compile(r"(?:[^\W\d_]|[\u0654])+")
_ARABIC = re.compile(r"[\u0620-\u065f\u066e-\u06d5\u06fa-\u06ff]")
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?\u061f\u2026\n])[\s\u00ab\u00bb\"\u201c\u201d\u2013\u2014-]*$")
# A hyphen is set with a space on one side («2024 -жыл», «нұр- сұлтан»), which parts no word.
_LOOSE = re.compile(r"(?<=[0-9%]) (?=-[^\W\d_])|(?<=[^\W\d_]-) (?=[^\W\d_])")
_LOOK_BACK = 12
_LEAST_SHARE, _MOST_FOREIGN = 0.3, 0.02


@dataclass(frozen=True)
class _Alphabet:
    """The alphabet as data."""

    consonants: Mapping[str, str]
    vowels: Mapping[str, tuple[str, str]]
    front_vowels: frozenset[str]
    back_vowels: frozenset[str]
    glides: frozenset[str]
    glide_letters: Mapping[str, str]
    marks: frozenset[str]
    e: str
    u: str
    front: frozenset[str]
    back: frozenset[str]
    weak_front: frozenset[str]
    open: frozenset[str]
    rounded: frozenset[str]
    neutral: tuple[str, ...]
    signs: Mapping[str, str]
    foreign: frozenset[str]
    pairs: Mapping[str, str]


@cache
def _alphabet() -> _Alphabet:
    data = read_yaml(CATALOGUE / "language" / "kazakh_arabic.yml")
    vowels = {letter: (back, front) for letter, (back, front) in data["vowels"].items()}
    front = frozenset(data["front"])
    return _Alphabet(
        consonants=data["consonants"],
        vowels=vowels,
        front_vowels=frozenset(
            sound for letter, (low, sound) in vowels.items() if low != sound or letter in front
        ),
        back_vowels=frozenset(low for low, sound in vowels.values() if low != sound),
        glides=frozenset(data["glides"]),
        glide_letters=data["glide_letters"],
        marks=frozenset(data["marks"]),
        e=data["e"],
        u=data["u"],
        front=front,
        back=frozenset(data["back"]),
        weak_front=frozenset(data["weak_front"]),
        open=frozenset(data["open"]),
        rounded=frozenset(data["rounded"]),
        neutral=tuple(data["neutral"]),
        signs=data["signs"],
        foreign=frozenset(data["foreign"]),
        pairs=data["pairs"],
    )


def is_kazakh_arabic(text: str) -> bool:
    """Whether a good part of a text is Kazakh in Arabic letters."""
    arabic = _ARABIC.findall(text)
    if len(arabic) < _LEAST_SHARE * len(_LETTER.findall(text)) or not arabic:
        return False
    foreign = _alphabet().foreign
    return sum(char in foreign for char in arabic) <= _MOST_FOREIGN * len(arabic)


def transcribe(text: str) -> Transcript:
    """Write a Kazakh text in Arabic letters out in Cyrillic; digits and words in other letters stay as they
    are.

    A word that begins a sentence gets a capital letter, which the Arabic script does not have.
    """
    alphabet = _alphabet()
    has_e = not alphabet.front.isdisjoint(text)
    writer = Writer({match.start() for match in _LOOSE.finditer(text)})
    at = 0
    for match in _WORD.finditer(text):
        writer.copy(text, at, match.start(), _sign)
        at = match.end()
        if not _ARABIC.match(match.group()):
            writer.copy(text, match.start(), at)
            continue
        word = match.group() if has_e else match.group().replace(alphabet.e, min(alphabet.front))
        letters = written_word(word)
        if letters and _SENTENCE_BEGINS.search(text[max(0, match.start() - _LOOK_BACK) : match.start()]):
            letters = [(letters[0][0].upper(), 0), *letters[1:]]
        writer.write(letters, match.start(), at)
    writer.copy(text, at, len(text), _sign)
    return writer.transcript(len(text))


def _sign(char: str) -> str:
    return _alphabet().signs.get(char, char)


def written_word(word: str) -> Letters:
    """One word in Cyrillic, as it is spelled where it is known, else by the harmony of its vowels."""
    marks = _alphabet().marks
    places = [at for at, char in enumerate(word) if char not in marks]
    printed = "".join(word[at] for at in places)
    fronted = len(printed) < len(word)
    letters = _by_rules(printed, fronted)
    spelling = speller("vowels").spelled("".join(letter for letter, _ in letters))
    if spelling is not None:
        stem = [(letter, letters[place][1]) for letter, place in spelling.letters]
        rest = letters[spelling.printed :]
        harmony = _harmony(stem)
        if rest and harmony is not None:
            glides = _alphabet().glide_letters.values()
            kept = next(
                (number for number, (letter, _) in enumerate(rest) if letter not in glides), len(rest)
            )
            begin = rest[kept][1] if kept < len(rest) else len(printed)
            rest = rest[:kept] + _by_rules(printed, fronted, begin, harmony)
        letters = stem + rest
    return [(letter, places[place]) for letter, place in letters]


def _harmony(stem: Letters) -> bool | None:
    """Whether the last vowel of a stem is a front one; null where it has none that says."""
    alphabet = _alphabet()
    for letter, _ in reversed(stem):
        if letter.lower() in alphabet.front_vowels:
            return True
        if letter.lower() in alphabet.back_vowels:
            return False
    return None


def _by_rules(printed: str, fronted: bool, begin: int = 0, harmony: bool | None = None) -> Letters:
    """The letters of a word from `begin` on, each with its place in the word, by the rules of the alphabet;
    `harmony` says whether the vowels before are front ones, where that is known.
    """
    alphabet = _alphabet()
    letters: Letters = []
    at = begin
    first = begin == 0
    while at < len(printed):
        char = printed[at]
        written, size = alphabet.consonants.get(char, char), 1
        group = next((group for group in alphabet.pairs if printed.startswith(group, at)), "")
        if group:
            written, size = alphabet.pairs[group], len(group)
        elif char in alphabet.glides:
            written, size = _glide(printed, at)
        elif char in alphabet.vowels:
            front = _front(printed, at, fronted) if harmony is None else harmony
            # Only the first syllable has ә or ө; an а behind it makes what follows back.
            front = front and (first or char not in alphabet.rounded | alphabet.open)
            if char in alphabet.front or (char in alphabet.open and not first):
                harmony = char in alphabet.front
            written = alphabet.vowels[char][front]
        elif char in alphabet.back:
            harmony = False
        first = first and char not in alphabet.vowels and not group and char not in alphabet.glides
        letters += [(letter, at + min(number, size - 1)) for number, letter in enumerate(written[:-1])]
        letters.append((written[-1], at + (size - 1 if len(written) > 1 else 0)))
        at += size
    return letters


def _front(printed: str, at: int, fronted: bool) -> bool:
    """Whether a vowel is a front one, by the mark of the word or by the letters that follow."""
    alphabet = _alphabet()
    if fronted:
        return True
    for char in printed[at + 1 : len(printed) - len(_neutral_end(printed))]:
        if char in alphabet.front:
            return True
        if char in alphabet.back or char in alphabet.open:
            return False
    return not alphabet.weak_front.isdisjoint(printed)


def _neutral_end(printed: str) -> str:
    """The ending of a word that has its vowel whatever the word has («жылмен»)."""
    return next((end for end in _alphabet().neutral if printed.endswith(end) and printed != end), "")


def _glide(printed: str, at: int) -> tuple[str, int]:
    """What и or й is written as, with how many printed letters that takes."""
    alphabet = _alphabet()
    before, after = printed[at - 1 : at], printed[at + 1 : at + 2]
    behind_vowel = at == 0 or before in alphabet.vowels
    glides = alphabet.glide_letters
    if after in alphabet.open:
        return glides["a"] if behind_vowel else glides["i"] + glides["a"], 2
    if after and after == alphabet.u:
        return glides["u"], 2
    is_consonant = behind_vowel and (at > 0 or after in alphabet.vowels)
    return glides["consonant"] if is_consonant else glides["i"], 1
