"""What an expression of time means: from the numbers in its words and the publication date to a stretch of
the calendar.

Holds one small function per `meaning` of the data files. The words stand in sources/catalogue/periods/; which
figure a period governs is decided in periods_figure.py. No function guesses: without a stated year and
without a publication date the dates stay null.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from checks.tables.vocabulary import PeriodBasis, PeriodKind
from sources.reading.mentions.periods import calendar
from sources.reading.mentions.periods.calendar import Stretch
from sources.reading.mentions.periods.days import DAYS, LAST_MONTH_OF_ANNUAL_REPORTS
from sources.reading.mentions.periods.told import Form, Meant, Spoken, from_months, year_of

SCHOOL_YEAR_ANNOUNCED = 5  # from May on «новый учебный год» is the coming one


def _year(spoken: Spoken) -> Meant:
    year, basis = year_of(spoken)
    this = basis != "stated" and spoken.values.get("relative", 0) == 0
    if basis is None and spoken.published is not None:
        year, basis = spoken.published.year, PeriodBasis.RESOLVED
    form: Form = "this_year" if this else "calendar"
    return Meant(calendar.months(PeriodKind.YEAR, year, 1, 12), basis or PeriodBasis.UNRESOLVED, form)


def _middle_of_year(spoken: Spoken) -> Meant:
    return replace(_year(spoken), form="middle")


def _relative_year(relative: int) -> Callable[[Spoken], Meant]:
    return lambda spoken: _year(Spoken({"relative": relative}, spoken.published, spoken.view))


def _academic_year(spoken: Spoken) -> Meant:
    if "year" in spoken.values:
        return Meant(calendar.academic_year(spoken.values["year"]), PeriodBasis.STATED)
    if spoken.published is None:
        return Meant(calendar.academic_year(None), PeriodBasis.UNRESOLVED)
    begun = spoken.published.year if spoken.published.month >= 9 else spoken.published.year - 1
    return Meant(calendar.academic_year(begun + spoken.values.get("relative", 0)), PeriodBasis.RESOLVED)


def _new_academic_year(spoken: Spoken) -> Meant:
    """The school year that begins in the year of publication, or has begun in the autumn before."""
    if spoken.published is None:
        return Meant(calendar.academic_year(None), PeriodBasis.UNRESOLVED)
    begun = spoken.published.year - (spoken.published.month < SCHOOL_YEAR_ANNOUNCED)
    return Meant(calendar.academic_year(begun), PeriodBasis.RESOLVED)


def _years(spoken: Spoken) -> Meant | None:
    first, last = spoken.values["year"], spoken.values.get("year_2")
    if last is None:
        if spoken.published is None:
            return Meant(calendar.years(None, None), PeriodBasis.UNRESOLVED)
        return Meant(
            calendar.years(first, spoken.published.year + spoken.values["relative"]), PeriodBasis.RESOLVED
        )
    return Meant(calendar.years(first, last), PeriodBasis.STATED) if first <= last else None


def _day(spoken: Spoken) -> Meant | None:
    month = spoken.values.get("month", spoken.values.get("number", 0))
    number = spoken.values.get("day", spoken.values.get("nth", 0))
    if not 1 <= month <= 12:
        return None
    year, basis = year_of(spoken)
    if basis is None and spoken.published is not None:
        year = calendar.nearest_year(spoken.published, month, number, spoken.view)
        basis = PeriodBasis.RESOLVED
    stretch = calendar.day(PeriodKind.EVENT, year, month, number)
    return Meant(stretch, basis or PeriodBasis.UNRESOLVED, "day") if stretch else None


def _day_at(spoken: Spoken) -> Meant | None:
    meant = _day(spoken)
    if meant is None:
        return None
    stretch = Stretch(PeriodKind.POINT, meant.stretch.start, meant.stretch.end)
    return Meant(stretch, meant.basis, "as_of")


def _days(spoken: Spoken) -> Meant | None:
    values = spoken.values
    first_month, last_month = values["month"], values.get("month_2", values["month"])
    year, basis = year_of(spoken)
    if basis is None and spoken.published is not None:
        year = calendar.nearest_year(spoken.published, last_month, values["day_2"], spoken.view)
        basis = PeriodBasis.RESOLVED
    first_year = None if year is None else year - (first_month > last_month)
    first = calendar.day(PeriodKind.SPAN, first_year, first_month, values["day"])
    last = calendar.day(PeriodKind.SPAN, year, last_month, values["day_2"])
    if first is None or last is None or (first_month == last_month and values["day"] > values["day_2"]):
        return None
    return Meant(Stretch(PeriodKind.SPAN, first.start, last.end), basis or PeriodBasis.UNRESOLVED, "days")


def _months(spoken: Spoken) -> Meant:
    first, last = spoken.values["month"], spoken.values["month_2"]
    kind: PeriodKind = PeriodKind.YTD if first == 1 else PeriodKind.SPAN
    meant = from_months(spoken, kind, first, last)
    if first > last and meant.stretch.end is not None:  # «ноябрь–январь» began in the year before
        end = meant.stretch.end
        return Meant(Stretch(PeriodKind.SPAN, date(end.year - 1, first, 1), end), meant.basis)
    return meant


def _two_months(spoken: Spoken) -> Meant | None:
    """«Январь и февраль»."""
    follows = spoken.values["month_2"] == spoken.values["month"] % 12 + 1
    return _months(spoken) if follows else None


def _months_of_years(spoken: Spoken) -> Meant | None:
    values = spoken.values
    first = calendar.months(PeriodKind.SPAN, values["year"], values["month"], values["month"]).start
    last = calendar.months(PeriodKind.SPAN, values["year_2"], values["month_2"], values["month_2"]).end
    if first is None or last is None or first > last:
        return None
    return Meant(Stretch(PeriodKind.SPAN, first, last), PeriodBasis.STATED)


def _quarters(spoken: Spoken) -> Meant | None:
    first = spoken.values.get("ordinal", 1)
    last = spoken.values.get("ordinal_2", spoken.values.get("count", 0))
    whole = PeriodKind.YEAR if last == 4 and "ordinal" in spoken.values else PeriodKind.YTD
    kind = PeriodKind.SPAN if first > 1 else whole
    return from_months(spoken, kind, 3 * first - 2, 3 * last) if first < last <= 4 else None


def _year_to_month(spoken: Spoken) -> Meant:
    return from_months(spoken, PeriodKind.YTD, 1, spoken.values["count"])


def _quarter(spoken: Spoken) -> Meant | None:
    number = spoken.values.get("ordinal", spoken.values.get("number", 0))
    return from_months(spoken, PeriodKind.QUARTER, 3 * number - 2, 3 * number) if 1 <= number <= 4 else None


def _half_year(spoken: Spoken) -> Meant | None:
    number = spoken.values["ordinal"]
    return from_months(spoken, PeriodKind.HALF_YEAR, 6 * number - 5, 6 * number) if number <= 2 else None


def _first_half_year(spoken: Spoken) -> Meant:
    return from_months(spoken, PeriodKind.HALF_YEAR, 1, 6)


def _since_year(spoken: Spoken) -> Meant:
    start = date(spoken.values["year"], 1, 1)
    end = spoken.published if spoken.published is None or spoken.published >= start else None
    return Meant(Stretch(PeriodKind.SINCE_START, start, end), PeriodBasis.STATED, "since")


def _since_this_year(spoken: Spoken) -> Meant:
    """«Биылдан бастап»: from the first of January on."""
    if spoken.published is None:
        return Meant(Stretch(PeriodKind.SINCE_START), PeriodBasis.UNRESOLVED, "since")
    start = date(spoken.published.year, 1, 1)
    return Meant(Stretch(PeriodKind.SINCE_START, start, spoken.published), PeriodBasis.RESOLVED, "since")


def _alike(kind: PeriodKind, length: int) -> Callable[[Spoken], Meant]:
    """«За полугодие» points back to a stretch of its kind; without one, to the last of `length` months just
    ended."""

    def meaning(spoken: Spoken) -> Meant:
        stretch = Stretch(kind)
        if spoken.published is not None:
            stretch = calendar.just_ended(kind, length, spoken.published)
        return Meant(
            stretch,
            PeriodBasis.RESOLVED if stretch.start else PeriodBasis.UNRESOLVED,
            "that_stretch",
            alike=kind,
        )

    return meaning


def _relative_quarter(spoken: Spoken) -> Meant:
    if spoken.published is None:
        return Meant(Stretch(PeriodKind.QUARTER), PeriodBasis.UNRESOLVED)
    running = spoken.published.year * 4 + (spoken.published.month - 1) // 3 + spoken.values["relative"]
    first = running % 4 * 3 + 1
    return Meant(calendar.months(PeriodKind.QUARTER, running // 4, first, first + 2), PeriodBasis.RESOLVED)


def _month(spoken: Spoken) -> Meant:
    number = spoken.values["month"]
    year, basis = year_of(spoken)
    if basis is None and spoken.published is not None:
        last = calendar.month_end(spoken.published.year, number)
        if spoken.view == "back":
            year = spoken.published.year - (number > spoken.published.month)
        else:
            year = calendar.nearest_year(spoken.published, number, last.day, spoken.view)
        basis = PeriodBasis.RESOLVED
    return Meant(calendar.months(PeriodKind.MONTH, year, number, number), basis or PeriodBasis.UNRESOLVED)


def _relative_month(spoken: Spoken) -> Meant:
    if spoken.published is None:
        return Meant(Stretch(PeriodKind.MONTH), PeriodBasis.UNRESOLVED)
    running = spoken.published.year * 12 + spoken.published.month - 1 + spoken.values.get("relative", 0)
    return Meant(
        calendar.months(PeriodKind.MONTH, running // 12, running % 12 + 1, running % 12 + 1),
        PeriodBasis.RESOLVED,
    )


def _season(spoken: Spoken) -> Meant:
    year, basis = year_of(spoken)
    first = spoken.values.get("season", 6)
    if basis is None and spoken.published is not None:
        year, basis = spoken.published.year - (first % 12 + 1 > spoken.published.month), PeriodBasis.RESOLVED
    if first == 12 and year is not None:
        year -= 1  # the winter of a year begins in the December before
    return Meant(calendar.months(PeriodKind.SPAN, year, first, first + 2), basis or PeriodBasis.UNRESOLVED)


def _year_to_date(spoken: Spoken) -> Meant:
    year, basis = year_of(spoken)
    published = spoken.published
    if year is None:
        if published is None:
            return Meant(Stretch(PeriodKind.YTD), PeriodBasis.UNRESOLVED, "year_to_date")
        year, basis = published.year, PeriodBasis.RESOLVED
    if published is not None and year > published.year:
        return Meant(
            Stretch(PeriodKind.YTD, date(year, 1, 1), None), basis or PeriodBasis.UNRESOLVED, "year_to_date"
        )
    kind: PeriodKind = (
        PeriodKind.YTD if published is None or year == published.year else PeriodKind.SINCE_START
    )
    return Meant(Stretch(kind, date(year, 1, 1), published), basis or PeriodBasis.UNRESOLVED, "year_to_date")


def _edge(of: Callable[[Spoken], Meant], form: Form) -> Callable[[Spoken], Meant]:
    """The first or last day of a stretch, named for itself («на конец года») or loosely («в конце года»)."""

    def edge(spoken: Spoken) -> Meant:
        meant = of(spoken)
        return Meant(meant.stretch, meant.basis, form)

    return edge


def _same_stretch(spoken: Spoken) -> Meant:
    if "year" in spoken.values:
        return Meant(
            Stretch(PeriodKind.UNSPECIFIED), PeriodBasis.STATED, "same_stretch", year=spoken.values["year"]
        )
    return Meant(
        Stretch(PeriodKind.UNSPECIFIED),
        PeriodBasis.UNRESOLVED,
        "same_stretch",
        shift=spoken.values.get("relative", -1) or -1,
    )


def _year_earlier(spoken: Spoken) -> Meant:
    return Meant(Stretch(PeriodKind.UNSPECIFIED), PeriodBasis.UNRESOLVED, "year_earlier", shift=-1)


def _year_than(spoken: Spoken) -> Meant:
    meant = _year(spoken) if "year" in spoken.values else _relative_year(-1)(spoken)
    return Meant(meant.stretch, meant.basis, compares=True)


def _reporting_year(spoken: Spoken) -> Meant:
    """«Есепті жылы»: the year the text is about, else the one that reports of this season are for."""
    if spoken.published is None:
        return Meant(Stretch(PeriodKind.YEAR), PeriodBasis.UNRESOLVED, "that_stretch", alike=PeriodKind.YEAR)
    year = spoken.published.year - (spoken.published.month <= LAST_MONTH_OF_ANNUAL_REPORTS)
    return Meant(
        calendar.months(PeriodKind.YEAR, year, 1, 12),
        PeriodBasis.RESOLVED,
        "that_stretch",
        alike=PeriodKind.YEAR,
    )


def _over_year(spoken: Spoken) -> Meant:
    """«Прибавка за год»: measured against a year before, not counted over one."""
    return replace(_year_earlier(spoken), compares=True)


def _since_month(spoken: Spoken) -> Meant:
    meant = _month(spoken)
    return replace(
        meant, stretch=Stretch(PeriodKind.SINCE_START, meant.stretch.start, spoken.published), form="since"
    )


def _to_publication(kind: PeriodKind, form: Form, *, point: bool) -> Callable[[Spoken], Meant]:
    def meaning(spoken: Spoken) -> Meant:
        start = spoken.published if point else None
        return Meant(
            Stretch(kind, start, spoken.published),
            PeriodBasis.RESOLVED if spoken.published else PeriodBasis.UNRESOLVED,
            form,
        )

    return meaning


def _recent_years(spoken: Spoken) -> Meant:
    kind: PeriodKind = PeriodKind.YEAR if spoken.values.get("count") == 1 else PeriodKind.MULTI_YEAR
    return Meant(Stretch(kind), PeriodBasis.UNRESOLVED, "recent")


def _years_long(spoken: Spoken) -> Meant:
    """«За два года» of what was done; of what is planned, some time within the coming two."""
    if spoken.view == "ahead":
        return Meant(Stretch(PeriodKind.HORIZON), PeriodBasis.UNRESOLVED, "horizon")
    return _recent_years(spoken)


def _dateless(
    kind: PeriodKind, form: Form, basis: PeriodBasis = PeriodBasis.STATED, *, alike: PeriodKind | None = None
) -> Callable[[Spoken], Meant]:
    return lambda spoken: Meant(Stretch(kind), basis, form, alike=alike)


MEANINGS: Mapping[str, Callable[[Spoken], Meant | None]] = {
    **DAYS,
    "academic_year": _academic_year,
    "coming_time": _dateless(PeriodKind.HORIZON, "horizon"),
    "day": _day,
    "day_at": _day_at,
    "days": _days,
    "first_half_year": _first_half_year,
    "half_year": _half_year,
    "last_year": _relative_year(-1),
    "latest_year": _dateless(PeriodKind.YEAR, "recent", PeriodBasis.UNRESOLVED),
    "latest_days": _dateless(PeriodKind.SPAN, "recent", PeriodBasis.UNRESOLVED),
    "latest_months": _dateless(PeriodKind.SPAN, "recent", PeriodBasis.UNRESOLVED),
    "long_ago": _dateless(PeriodKind.UNSPECIFIED, "vague"),
    "middle_of_year": _middle_of_year,
    "month": _month,
    "month_end": _edge(_month, "last_day"),
    "month_start": _edge(_month, "first_day"),
    "months": _months,
    "months_of_years": _months_of_years,
    "new_academic_year": _new_academic_year,
    "over_year": _over_year,
    "quarter": _quarter,
    "quarters": _quarters,
    "rate": _dateless(PeriodKind.UNSPECIFIED, "rate"),
    "recent_years": _recent_years,
    "recently": _dateless(PeriodKind.UNSPECIFIED, "vague"),
    "relative_half": _dateless(PeriodKind.HALF_YEAR, "calendar", PeriodBasis.UNRESOLVED),
    "relative_month": _relative_month,
    "relative_month_start": _edge(_relative_month, "first_day"),
    "relative_quarter": _relative_quarter,
    "same_length_half_year": _alike(PeriodKind.HALF_YEAR, 6),
    "same_length_quarter": _alike(PeriodKind.QUARTER, 3),
    "same_stretch": _same_stretch,
    "reporting_year": _reporting_year,
    "reporting_year_end": _edge(_reporting_year, "last_day"),
    "season": _season,
    "since_year": _since_year,
    "since_year_begun": _since_this_year,
    "since_month": _since_month,
    "since_then": _to_publication(PeriodKind.SINCE_START, "since_then", point=False),
    "since_unknown": _to_publication(PeriodKind.SINCE_START, "since", point=False),
    "some_days": _dateless(PeriodKind.SPAN, "that_stretch", PeriodBasis.UNRESOLVED, alike=PeriodKind.SPAN),
    "that_day": _dateless(PeriodKind.POINT, "that_day", PeriodBasis.UNRESOLVED),
    "that_month": _dateless(PeriodKind.SPAN, "that_stretch", PeriodBasis.UNRESOLVED, alike=PeriodKind.MONTH),
    "that_stretch": _dateless(PeriodKind.UNSPECIFIED, "that_stretch", PeriodBasis.UNRESOLVED),
    "this_year": _relative_year(0),
    "to_date": _to_publication(PeriodKind.SINCE_START, "to_date", point=False),
    "two_months": _two_months,
    "today": _to_publication(PeriodKind.POINT, "today", point=True),
    "whole_year": _alike(PeriodKind.YEAR, 12),
    "year": _year,
    "year_earlier": _year_earlier,
    "year_left_out": _year,
    "year_start": _edge(_year, "first_day"),
    "year_than": _year_than,
    "year_to_date": _year_to_date,
    "year_to_month": _year_to_month,
    "yearly": _dateless(PeriodKind.TYPICAL_YEAR, "yearly"),
    "years": _years,
    "years_long": _years_long,
}
