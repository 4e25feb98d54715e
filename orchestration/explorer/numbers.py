"""Numbers, days and periods as people write them in Russian, Kazakh and English.

Pure. Words stand in `interface.csv`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

THIN = "\u202f"
NO_BREAK = "\u00a0"
SIGNS = {
    "KZT": "₸",
    "USD": "$",
    "EUR": "€",
    "RUB": "₽",
    "percent": "%",
}
SCALES = ((1e12, "scale.trillion"), (1e9, "scale.billion"), (1e6, "scale.million"))
IN_FULL_BELOW = 1e7
"""Things that are counted are written out below ten million, money below one."""
ROMAN = ("I", "II", "III", "IV")

Words = Callable[[str], str]


def plain(value: float, language: str, decimals: int = 6) -> str:
    """The whole number, in groups of three: `1 234 567,8`, in English `1,234,567.8`."""
    written = f"{value:,.{decimals}f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return written if language == "en" else written.replace(",", NO_BREAK).replace(".", ",")


def amount(value: float | None, unit: str | None, language: str, words: Words) -> str:
    """A value with the sign of its unit, where it has one: `23,4 млрд ₸`, `61 %`, `1 894`."""
    if value is None:
        return "—"
    sign = SIGNS.get(unit or "", "")
    money = sign not in ("", "%")
    for scale, word in SCALES:
        if abs(value) >= scale and (money or abs(value) >= IN_FULL_BELOW):
            written = f"{plain(value / scale, language, 2)}{NO_BREAK}{words(word)}"
            break
    else:
        written = plain(value, language, 2)
    written = written.replace("-", "−")
    if sign == "%":
        return f"{written}%" if language == "en" else f"{written}{NO_BREAK}%"
    return f"{written}{NO_BREAK}{sign}" if sign else written


def day(value: date | datetime | None, language: str) -> str:
    """A day: `03.02.2026`, in English `2026-02-03`."""
    if value is None:
        return "—"
    return value.strftime("%Y-%m-%d" if language == "en" else "%d.%m.%Y")


def period(kind: str | None, start: date | None, end: date | None, language: str, words: Words) -> str:
    """A period in short: `2025`, `II кв. 2026`, `03.2026`, `01.01.2026 – 31.05.2026`."""
    last = end or start
    if last is None:
        return words("period.none")
    if kind == "year":
        return str(last.year)
    if kind == "quarter":
        return f"{ROMAN[(last.month - 1) // 3]} {words('period.quarter')} {last.year}"
    if kind == "half_year":
        return f"{ROMAN[(last.month - 1) // 6]} {words('period.half')} {last.year}"
    if kind == "month":
        return f"{last.month:02}.{last.year}"
    if start == end:
        return day(last, language)
    if start is None:
        return f"{words('period.until')} {day(end, language)}"
    if end is None:
        return f"{words('period.since')} {day(start, language)}"
    return f"{day(start, language)} – {day(end, language)}"
