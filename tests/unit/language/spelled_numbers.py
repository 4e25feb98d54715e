"""Numbers spelled out for tests in Russian, Kazakh and English, apart from the data that the code reads."""

from __future__ import annotations

CASES = ("nominative", "genitive", "dative", "instrumental", "prepositional")
_RUSSIAN = {
    1: "один одного одному одним одном",
    2: "два двух двум двумя двух",
    3: "три трёх трём тремя трёх",
    4: "четыре четырёх четырём четырьмя четырёх",
    5: "пять пяти пяти пятью пяти",
    6: "шесть шести шести шестью шести",
    7: "семь семи семи семью семи",
    8: "восемь восьми восьми восемью восьми",
    9: "девять девяти девяти девятью девяти",
    10: "десять десяти десяти десятью десяти",
    11: "одиннадцать одиннадцати одиннадцати одиннадцатью одиннадцати",
    12: "двенадцать двенадцати двенадцати двенадцатью двенадцати",
    13: "тринадцать тринадцати тринадцати тринадцатью тринадцати",
    14: "четырнадцать четырнадцати четырнадцати четырнадцатью четырнадцати",
    15: "пятнадцать пятнадцати пятнадцати пятнадцатью пятнадцати",
    16: "шестнадцать шестнадцати шестнадцати шестнадцатью шестнадцати",
    17: "семнадцать семнадцати семнадцати семнадцатью семнадцати",
    18: "восемнадцать восемнадцати восемнадцати восемнадцатью восемнадцати",
    19: "девятнадцать девятнадцати девятнадцати девятнадцатью девятнадцати",
    20: "двадцать двадцати двадцати двадцатью двадцати",
    30: "тридцать тридцати тридцати тридцатью тридцати",
    40: "сорок сорока сорока сорока сорока",
    50: "пятьдесят пятидесяти пятидесяти пятьюдесятью пятидесяти",
    60: "шестьдесят шестидесяти шестидесяти шестьюдесятью шестидесяти",
    70: "семьдесят семидесяти семидесяти семьюдесятью семидесяти",
    80: "восемьдесят восьмидесяти восьмидесяти восемьюдесятью восьмидесяти",
    90: "девяносто девяноста девяноста девяноста девяноста",
    100: "сто ста ста ста ста",
    200: "двести двухсот двумстам двумястами двухстах",
    300: "триста трёхсот трёмстам тремястами трёхстах",
    400: "четыреста четырёхсот четырёмстам четырьмястами четырёхстах",
    500: "пятьсот пятисот пятистам пятьюстами пятистах",
    600: "шестьсот шестисот шестистам шестьюстами шестистах",
    700: "семьсот семисот семистам семьюстами семистах",
    800: "восемьсот восьмисот восьмистам восемьюстами восьмистах",
    900: "девятьсот девятисот девятистам девятьюстами девятистах",
}
_FEMININE = {1: "одна одной одной одной одной", 2: "две двух двум двумя двух"}
# by case: after 1, after 2-4, after the rest
_THOUSANDS = ("тысяча тысячи тысяч", "тысячи тысяч тысяч", "тысяче тысячам тысячам")
_THOUSANDS += ("тысячей тысячами тысячами", "тысяче тысячах тысячах")
_MILLIONS = ("миллион миллиона миллионов", "миллиона миллионов миллионов", "миллиону миллионам миллионам")
_MILLIONS += ("миллионом миллионами миллионами", "миллионе миллионах миллионах")
_KAZAKH_UNITS = ["", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]
_KAZAKH_TENS = ["", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"]
_ENGLISH_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_ENGLISH_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def russian(number: int, case: str = "nominative") -> str:
    """Spell 1..999 999 999 in a case, every word declined."""
    position = CASES.index(case)
    words: list[str] = []
    for scale, nouns in ((1_000_000, _MILLIONS), (1000, _THOUSANDS)):
        count, number = divmod(number, scale)
        if count:
            words += _russian_group(count, position, feminine=scale == 1000)
            words.append(nouns[position].split(" ")[_agreement(count)])
    return " ".join(words + _russian_group(number, position, feminine=False))


def _russian_group(number: int, position: int, *, feminine: bool) -> list[str]:
    parts = [number // 100 * 100]
    rest = number % 100
    parts += [rest] if rest < 20 else [rest // 10 * 10, rest % 10]
    forms = [_FEMININE.get(part, _RUSSIAN.get(part)) if feminine else _RUSSIAN.get(part) for part in parts]
    return [form.split(" ")[position] for form in forms if form]


def _agreement(count: int) -> int:
    if count % 10 == 1 and count % 100 != 11:
        return 0
    return 1 if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 2


def kazakh(number: int) -> str:
    """Spell 1..999 999 999 in the plain case."""
    words: list[str] = []
    for scale, name in ((1_000_000, "миллион"), (1000, "мың")):
        count, number = divmod(number, scale)
        if count:
            words += [*_kazakh_group(count), name]
    return " ".join(words + _kazakh_group(number))


def _kazakh_group(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [_KAZAKH_UNITS[hundreds]] if hundreds > 1 else []
    words += ["жүз"] if hundreds else []
    return words + [word for word in (_KAZAKH_TENS[rest // 10], _KAZAKH_UNITS[rest % 10]) if word]


def english(number: int) -> str:
    """Spell 1..999 999, with hyphens and «and» as in print."""
    thousands, rest = divmod(number, 1000)
    words = [_english_group(thousands) + " thousand"] if thousands else []
    return " ".join(words + ([_english_group(rest)] if rest else []))


def _english_group(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    small = _ENGLISH_SMALL[rest] if rest < 20 else _ENGLISH_TENS[rest // 10]
    small += "-" + _ENGLISH_SMALL[rest % 10] if rest > 20 and rest % 10 else ""
    if not hundreds:
        return small
    return f"{_ENGLISH_SMALL[hundreds]} hundred" + (f" and {small}" if rest else "")
