"""Every expression of time in a text, with its place, its stretch of the calendar and the part it plays.

Holds the finding: expressions, the words beside them (since, until, as of, compared with) and what they point
back to. Which of them governs a figure is decided in periods_figure.py; the words stand in
sources/catalogue/periods/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from checks.tables.vocabulary import PeriodKind
from sources.reading.mentions.periods import calendar
from sources.reading.mentions.periods.calendar import Stretch, View
from sources.reading.mentions.periods.lexicon import Expression, Lexicon, lexicon, slot_values
from sources.reading.mentions.periods.meaning import MEANINGS
from sources.reading.mentions.periods.mention import PeriodMention, Relation, Role, related
from sources.reading.mentions.periods.prefix import LENGTH
from sources.reading.mentions.periods.told import MOVED, Meant, Spoken

_REACH = 48  # code points beside an expression in which the words that relate it can stand
_CLAUSE_REACH = 160
_SENTENCE_REACH = 400
# A number begins an expression only before a word or in a date or range: columns of a table are passed by.
_WORD = re.compile(r"(?<![^\W_])(?:[^\W\d_]|[0-9]{1,4}(?=[ \n]{0,3}(?:[^\W\d_]|[./,-])))")
_CLAUSE_MARK = re.compile(r"[,.;!?\n](?!\d)")
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")
_DAYS = frozenset({"as_of", "today", "holiday"})  # what «в этот день» can mean
_LEADING_MEANINGS = frozenset({"month", "day", "year"})
_ANTECEDENTS = frozenset(
    {"month", "quarter", "half_year", "year", "ytd", "since_start", "multi_year", "academic_year", "event"}
    | {"span"}
)


def find_periods(text: str, folded: str, published: date | None) -> list[PeriodMention]:
    """Find the expressions of time of `text` in their order, none overlapping another.

    `folded` is `sources.language.fold.fold(text)`. Relative expressions are resolved against `published`, or
    left with null dates when it is null. Expressions that point back («за этот период») take the stretch they
    point to.
    """
    words = lexicon()
    found: list[PeriodMention] = []
    for expression, match in _expressions(words, folded):
        relation, start, end = _relation(words, folded, match.start(), match.end(), expression.meaning)
        ahead = _looks_ahead(words, folded, start, end)
        view: View = "ahead" if ahead else "bound" if relation == "until" else "back"
        values = slot_values(expression.language, match)
        if published is None and expression.meaning in ("day", "days") and "year" not in values:
            values = values | _year_told(found, folded, start)
        meant = MEANINGS[expression.meaning](Spoken(values, published, view))
        if meant is None:
            continue
        meant = _pointed_to(meant, found, folded, start, published)
        role = _role(words, meant, relation, folded, start, end, published)
        mention = PeriodMention(
            start=start,
            end=end,
            kind=meant.stretch.kind,
            period_start=meant.stretch.start,
            period_end=meant.stretch.end,
            basis=meant.basis,
            as_stated=text[start:end],
            role=role,
            form=meant.form,
            planned=ahead,
            results=relation == "results",
            shift=meant.shift,
            year=meant.year,
            aside=_brackets(folded, start, end),
        )
        told = mention if role == "comparison" else related(mention, relation, published)
        found.append(_as_event(words, told, folded))
    return found


def _year_told(found: Sequence[PeriodMention], folded: str, start: int) -> dict[str, int]:
    """The year of the date before it in the same sentence («на 01.01.2026 – 2 310, на 1 февраля – 2 315»)."""
    last = found[-1] if found else None
    if not last or last.form not in ("day", "as_of") or not last.period_start:
        return {}
    return {} if _SENTENCE_END.search(folded, last.end, start) else {"year": last.period_start.year}


def _expressions(words: Lexicon, folded: str) -> Iterator[tuple[Expression, re.Match[str]]]:
    """The expressions in their order; at one place the most specific that the data files know, none inside
    another."""
    reached = 0
    for word in _WORD.finditer(folded):
        start = word.start()
        if start < reached:
            continue
        for expression in words.starting.get(folded[start : start + LENGTH], ()):
            if match := expression.pattern.match(folded, start):
                yield expression, match
                reached = match.end()
                break


def _relation(
    words: Lexicon, folded: str, start: int, end: int, meaning: str
) -> tuple[Relation | None, int, int]:
    """The relation that the words beside `folded[start:end]` express, and the offsets with those words."""
    core = start
    if meaning in _LEADING_MEANINGS and (leading := words.marks["leading"].match(folded, start, end)):
        core = leading.end()
    before = folded[max(0, core - _REACH) : core]
    after = folded[end : end + _REACH]
    for relation, pattern in words.before if words.any_before.search(before) else ():
        if found := pattern.search(before):
            return relation, min(start, core - len(before) + found.start()), end  # type: ignore[return-value]
    for relation, pattern in words.after:
        if following := pattern.match(after):
            extent = 0 if relation in ("comparison", "results") else following.end()
            return relation, _with_preposition(words, folded, start), end + extent  # type: ignore[return-value]
    own = "results" if words.marks["opens_results"].match(folded, start) else None
    return own, _with_preposition(words, folded, start), end  # type: ignore[return-value]


def _with_preposition(words: Lexicon, folded: str, start: int) -> int:
    found = words.marks["preposition"].search(folded, max(0, start - 10), start)
    return found.start() if found else start


def _looks_ahead(words: Lexicon, folded: str, start: int, end: int) -> bool:
    """Whether the clause around an expression speaks of plans."""
    begin, stop = max(0, start - _CLAUSE_REACH), min(len(folded), end + _CLAUSE_REACH)
    for mark in _CLAUSE_MARK.finditer(folded, begin, start):
        begin = mark.end()
    if following := _CLAUSE_MARK.search(folded, end, stop):
        stop = following.start()
    return words.words["planned"].search(folded, begin, stop) is not None


def _pointed_to(
    meant: Meant, found: Sequence[PeriodMention], folded: str, start: int, published: date | None
) -> Meant:
    """The stretch that an anaphoric expression points back to, or the expression as it is when there is
    none."""
    if meant.form == "since_then":
        return _since_then(meant, found)
    if meant.form == "counted_to":
        return _counted_from(meant, found, folded, start)
    if meant.form == "that_day":
        days = (one for one in reversed(found) if one.form in _DAYS or one.kind == "point")
        antecedent = next(days, None)
    elif meant.form in MOVED and found and _can_be_moved(found[-1], folded, start):
        antecedent = found[-1]
    elif meant.form == "year_earlier":
        antecedent = _year_before(found, folded, start)
    elif meant.form in ("that_stretch", "same_stretch"):
        antecedent = _pointed_at(meant, found, published, in_aside=folded[max(0, start - 1) : start] == "(")
    else:
        return meant
    if antecedent is None:
        return meant
    if meant.form not in MOVED:
        form = antecedent.form if meant.form == "that_stretch" else meant.form
        return replace(meant, stretch=antecedent.stretch, basis=antecedent.basis, form=form)
    stretch = other_year(antecedent.stretch, meant.shift, meant.year)
    if antecedent.form in ("last_day", "horizon"):
        stretch = Stretch(PeriodKind.POINT, stretch.end, stretch.end)
    return replace(meant, stretch=stretch, basis=antecedent.basis)


def _year_before(found: Sequence[PeriodMention], folded: str, start: int) -> PeriodMention | None:
    """What «годом ранее» is a year before: the stretch of its paragraph, else the one the results are of."""
    stretches = [
        one
        for one in found
        if one.role == "period" and not one.aside and not one.planned and one.form not in MOVED
    ]
    here = [one for one in stretches if folded.find("\n", one.end, start) < 0]
    announced = [one for one in stretches if one.results]
    opens = folded[max(0, start - 3) : start].strip()[-1:] in ("", ".", "!", "?")
    return next(reversed(here or ([] if opens else announced)), None)


def _pointed_at(
    meant: Meant, found: Sequence[PeriodMention], published: date | None, *, in_aside: bool
) -> PeriodMention | None:
    """The nearest stretch that the words can mean; «за год» and «за полугодие» mean the latest one told of
    that is over.
    """
    known = [one for one in found if _can_be_pointed_to(one, meant)]
    if found and found[-1].role == "comparison" and found[-1].period_start and in_aside:
        return found[-1]  # «больше прошлогоднего (тогда – 370)»
    dated = [
        one
        for one in known
        if one.period_start and one.period_end and (published is None or one.period_end <= published)
    ]
    if meant.alike in ("year", "half_year", "quarter") and (dated or published is not None):
        return max(dated, key=lambda one: (one.period_start, one.start), default=None)
    return known[-1] if known else None


def _since_then(meant: Meant, found: Sequence[PeriodMention]) -> Meant:
    """«Содан бері»: from the beginning of what was dated last."""
    begun = next((one.period_start for one in reversed(found) if one.period_start and not one.planned), None)
    return replace(meant, stretch=replace(meant.stretch, start=begun), form="since")


def _counted_from(meant: Meant, found: Sequence[PeriodMention], folded: str, start: int) -> Meant:
    """«С начала года по 3 августа»: the count begins with what stands right before."""
    last = found[-1] if found else None
    if last is None or last.form not in ("year_to_date", "since") or folded[last.end : start].strip():
        return meant
    return replace(meant, stretch=Stretch(last.kind, last.period_start, meant.stretch.end))


def _can_be_pointed_to(mention: PeriodMention, meant: Meant) -> bool:
    if mention.role != "period" or mention.aside or mention.planned or mention.kind not in _ANTECEDENTS:
        return False
    if mention.form == "day" and mention.period_start is not None and mention.period_start.day == 1:
        return False  # a day that levels are reported for
    if mention.form in MOVED or mention.form == "to_date":
        return False  # «за этот период» is not the year before it was compared with
    if meant.alike == "span":
        return mention.kind in ("span", "event")
    if meant.alike == "month" and not lexicon().marks["counts_a_month"].match(mention.as_stated.casefold()):
        return False  # «открыт в декабре. За месяц принял 900»: a month since, not December
    return meant.alike is None or mention.kind == meant.alike


def _can_be_moved(mention: PeriodMention, folded: str, start: int) -> bool:
    """Whether «годом ранее» at `start` means a year before the moment that its own sentence names."""
    return mention.form in ("as_of", "today") and _is_in_sentence(mention, folded, start)


def _is_in_sentence(mention: PeriodMention, folded: str, start: int) -> bool:
    if mention.role != "period" or mention.aside:
        return False
    return _SENTENCE_END.search(folded, mention.end, start) is None


def other_year(stretch: Stretch, shift: int | None, year: int | None) -> Stretch:
    """The same stretch `shift` years away, or in `year` when that is stated; dates stay null when they
    are."""
    if stretch.end is None:
        return stretch if year is None else calendar.months(PeriodKind.YEAR, year, 1, 12)
    return calendar.moved(stretch, year - stretch.end.year if year is not None else shift or 0)


def _role(
    words: Lexicon,
    meant: Meant,
    relation: Relation | None,
    folded: str,
    start: int,
    end: int,
    published: date | None,
) -> Role:
    if meant.form == "rate":
        return "rate"
    if relation == "comparison" or meant.compares or words.marks["opens_comparison"].match(folded, start):
        return "comparison"
    if meant.form == "same_stretch" and relation in ("until", "since"):  # «к аналогичному периоду»
        return "comparison"
    if meant.form == "day" and _is_dateline(words, meant, relation, folded, start, end, published):
        return "dateline"
    before, after = folded[max(0, start - 90) : start], folded[end : end + _REACH]
    if words.marks["compared_figure_before"].search(before) or words.marks["from_figure_after"].match(after):
        return "bound"
    if words.marks["to_figure_after"].match(after) and words.marks["from_figure_before"].search(before):
        return "bound"
    return "period"


def _is_dateline(
    words: Lexicon,
    meant: Meant,
    relation: Relation | None,
    folded: str,
    start: int,
    end: int,
    published: date | None,
) -> bool:
    """Whether a day is the date of the page: the publication date spelled out, or a line of nothing but a
    date."""
    if meant.basis != "stated" or relation is not None:
        return False
    line_start = folded.rfind("\n", max(0, start - _REACH), start) + 1 or max(0, start - _REACH)
    line_end = folded.find("\n", end, end + _REACH)
    rest = folded[end : line_end if line_end >= 0 else end + _REACH]
    alone = not folded[line_start:start].strip() and words.marks["date_line_ends"].match(rest) is not None
    return alone or (published is not None and meant.stretch.start == published)


def _brackets(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """The offsets of the brackets that an expression shares with other words, if any."""
    opened = folded.rfind("(", max(0, start - 200), start)
    if opened < 0 or folded.find(")", opened, start) >= 0:
        return None
    closed = folded.find(")", end, end + 200)
    if closed < 0 or not (folded[opened + 1 : start].strip() or folded[end:closed].strip()):
        return None
    return opened, closed + 1


def _as_event(words: Lexicon, mention: PeriodMention, folded: str) -> PeriodMention:
    """A stretch of days in a sentence that speaks of an action is an event."""
    if mention.form != "days" or mention.kind != "span":
        return mention
    begin, stop = max(0, mention.start - _SENTENCE_REACH), min(len(folded), mention.end + _SENTENCE_REACH)
    for mark in _SENTENCE_END.finditer(folded, begin, mention.start):
        begin = mark.end()
    if following := _SENTENCE_END.search(folded, mention.end, stop):
        stop = following.start()
    return (
        replace(mention, kind=PeriodKind.EVENT)
        if words.words["action"].search(folded, begin, stop)
        else mention
    )
