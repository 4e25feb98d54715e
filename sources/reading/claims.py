"""What each figure of the prose is claimed to be: an indicator with its measure, or why it is none.

Walks through the sentences once, figure by figure, weighing a figure's own words against what it takes from the figure
before it. Periods, places and dimensions come later and do not change what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sources.catalogue.rules import Rule
from sources.language.figures import Figure
from sources.reading.changes import Change, change_of
from sources.reading.ellipsis import STRENGTH, Gap, Link, counted_alike, link_before, natural_units
from sources.reading.forms import context_reason, form_of
from sources.reading.indicators import Choice, choose, topic
from sources.reading.page import Page, Sentence
from sources.reading.rates import denominators, rate_units
from sources.reading.surroundings import BEFORE, EARLIER, LEAD, Surroundings, load_grammar, surroundings

BOOK = 4.0
DOUBT = 3.3
_CHANGE_INHERITS = 5.6
_OWN_VERB = 0.7
_SENTENCES_BACK = 2
_OWN_CLAUSE = 0.8
_OTHER_NOUN = 1.3
_DESCRIBING = re.compile(r"(?:[ыи]х|[ыи]е|[оe]го|ой|ая|[ыи]й|[ыи]м|ую|ны|ен[аоы]?|т[аоы])$")
_RATE_UNITS = frozenset({"per_1000", "per_10k", "per_100k"})


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure and what it is claimed to be.

    `disposition`, `reason` as in the ledger; `code` the indicator, `unit` its unit, `change` its sign where it is a change;
    `source` is the number of the claim whose indicator it took over, `link` how; `score` and `rival` say how sure.
    """

    figure: Figure
    sentence: int
    form: str
    disposition: str
    reason: str
    code: str | None = None
    unit: str | None = None
    rule: Rule | None = None
    measure: str = "level"
    change: Change | None = None
    around: Surroundings | None = None
    source: int | None = None
    link: Link = "apart"
    score: float = 0.0
    rival: float = 0.0


def claims_of(page: Page, in_period: frozenset[int]) -> list[Claim]:
    """Return one claim for every figure in the sentences of the page, in reading order.

    `in_period` are the starts of figures that stand inside an expression of time («за 5 месяцев»).
    """
    claims: list[Claim] = []
    for number, sentence in enumerate(page.sentences):
        _read_sentence(page, number, sentence, in_period, claims)
    return claims


def _read_sentence(
    page: Page, number: int, sentence: Sentence, in_period: frozenset[int], claims: list[Claim]
) -> None:
    bases = {base.figure.start for base in denominators(sentence.figures, page.folded)}
    rates = rate_units(sentence.figures, page.folded)
    counting = [
        figure
        for figure in sentence.figures
        if context_reason(figure) is None and figure.start not in bases and figure.start not in in_period
    ]
    counting_starts = {figure.start for figure in counting}
    outside = list(_outside(page, number))
    last_end = sentence.start
    first_of_sentence = len(claims)
    for figure in sentence.figures:
        if page.lines[sentence.line].role == "dateline" and context_reason(figure) is None:
            claims.append(Claim(figure, number, "context", "boilerplate", "counter"))
            continue
        if figure.start not in counting_starts:
            reason = context_reason(figure) or ("denominator" if figure.start in bases else "period")
            claims.append(Claim(figure, number, "context", "context", reason))
            continue
        around = surroundings(figure, sentence, counting, outside)
        previous = _previous(claims, first_of_sentence, number)
        money_before = previous is not None and claims[previous].form == "money"
        form = form_of(figure, figure.start in rates or figure.unit in _RATE_UNITS, money_before)
        gap = link_before(figure, last_end, sentence, around.noun_end)
        claim = _claim(page, figure, number, form, around, gap, claims, previous, first_of_sentence)
        if form == "rate" and claim.code and claim.measure == "level":
            claim = replace(claim, unit=_rate_unit(figure, rates, claim.unit))
        claims.append(claim)
        last_end = max(around.noun_end, figure.noun_start)
    _look_ahead(claims, first_of_sentence)


def _look_ahead(claims: list[Claim], first: int) -> None:
    """Figures that share the noun of the next one take its indicator: «7 однокомнатных, 4 двухкомнатные и 2 … квартиры»."""
    for index in range(len(claims) - 2, first - 1, -1):
        claim, following = claims[index], claims[index + 1]
        if claim.disposition != "review" or claim.reason not in ("no_indicator", "unsure") or claim.around is None:
            continue
        joined = following.link in ("coordinate", "contrast") and following.source is None
        if joined and following.code is not None and following.form == claim.form and not claim.around.head:
            claims[index] = replace(
                following, figure=claim.figure, around=claim.around, link="apart", score=following.score - 0.3
            )
            claims[index + 1] = replace(following, source=index)


def _outside(page: Page, number: int) -> Iterable[tuple[float, Iterable[str]]]:
    """Concepts from beyond the sentence: its list lead and heading, the sentence before it in its paragraph."""
    sentence = page.sentences[number]
    for lead in page.leads.get(number, ()):
        yield LEAD, {mention.concept for mention in page.sentences[lead].mentions}
    for step, cost in ((1, BEFORE), (2, EARLIER)):
        if number >= step and page.sentences[number - step].line == sentence.line:
            yield cost, {mention.concept for mention in page.sentences[number - step].mentions}


def _previous(claims: Sequence[Claim], first: int, number: int) -> int | None:
    """The claim a figure may take its indicator from: the last observation of its sentence, else of the one before."""
    for index in range(len(claims) - 1, -1, -1):
        claim = claims[index]
        if claim.sentence < number - _SENTENCES_BACK:
            return None
        if claim.code is not None or claim.disposition == "review":
            return index
    return None


def _claim(
    page: Page,
    figure: Figure,
    number: int,
    form: str,
    around: Surroundings,
    gap: Gap,
    claims: Sequence[Claim],
    previous: int | None,
    first: int,
) -> Claim:
    sentence = page.sentences[number]
    change = change_of(figure, form, sentence, page.folded)
    if change is not None:
        found = _as_change(figure, number, form, around, gap, change, claims, previous, first)
        if found is not None:
            return found
    broken = not figure.scaled and figure.value is not None and figure.value != int(figure.value)
    own = choose(form, around, broken=broken)
    words = page.folded[figure.noun_start : around.noun_end]
    heir = _as_heir(figure, number, form, around, gap, claims, previous, first, words)
    if heir is not None and own is not None:
        return _heir_or_own(figure, number, form, around, own, heir, gap.link, claims)
    if heir is not None:
        return heir
    if own is None:
        unit = _natural_unit(form, around, gap.link, claims, previous)
        return Claim(figure, number, form, *_unknown(form, figure, around), unit=unit, around=around)
    return _own(figure, number, form, around, own, gap.link)


def _heir_or_own(
    figure: Figure,
    number: int,
    form: str,
    around: Surroundings,
    own: Choice,
    heir: Claim,
    link: Link,
    claims: Sequence[Claim],
) -> Claim:
    """Weigh what a figure says itself against what it takes over; where both say the same, keep the words and the link."""
    assert heir.source is not None
    source = claims[heir.source]
    claim = _own(figure, number, form, around, own, link)
    if own.rule.code is not None and own.rule.code == heir.code:
        same_base = form == "count" and source.form == "rate" and around.bare
        better = heir if same_base or own.score < heir.score else replace(claim, source=heir.source)
        return better if better.measure == heir.measure or form != "percent" else replace(better, measure=heir.measure)
    own_score = own.score
    if _own_predicate(own, around) and source.unit == own.rule.unit:
        own_score += _OWN_VERB
    heir_score = heir.score
    if own.rule.counted is not None and own.rule.counted & around.head and source.rule is not None:
        if source.rule.counted is not None and not source.rule.counted & around.counted:
            heir_score -= _OTHER_NOUN
    return heir if heir_score > own_score else claim


def _own_predicate(own: Choice, around: Surroundings) -> bool:
    """Whether the choice rests on a verb of the figure's own clause."""
    predicates = load_grammar().predicates
    return any(around.cost(concept) <= _OWN_CLAUSE for group in own.rule.needs for concept in group if concept in predicates)


def _own(figure: Figure, number: int, form: str, around: Surroundings, own: Choice, link: Link) -> Claim:
    rule = own.rule
    disposition, reason = rule.disposition, rule.reason
    if rule.code is not None and own.score < BOOK:
        disposition, reason = "review", "ambiguous" if own.score < DOUBT else "unsure"
    return Claim(
        figure,
        number,
        form,
        disposition,
        reason,
        code=rule.code if disposition == "observation" else None,
        unit=_unit_of(form, rule, around),
        rule=rule,
        around=around,
        link=link,
        score=own.score,
        rival=own.rival,
    )


def _unit_of(form: str, rule: Rule, around: Surroundings) -> str | None:
    """Unit of a level: that of the rule, unless the figure itself says another."""
    if form == "percent":
        return "percent"
    if form == "money":
        return rule.unit if rule.unit and rule.unit.startswith("KZT") else "KZT"
    if form == "count" and rule.unit in ("per_100k", "per_1000_births", "per_100k_births", "per_1000"):
        return "case"
    if rule.unit == "person" and "treated_case" in around.counted:
        return "case"
    return rule.unit


def _natural_unit(
    form: str, around: Surroundings, link: Link, claims: Sequence[Claim], previous: int | None
) -> str | None:
    """Unit of a figure for review: what its noun is counted in, else what the figure before it is, when they are joined."""
    known = natural_units()
    unit = next((known[concept] for concept in sorted(around.head) if concept in known), None)
    if unit is None and form == "count" and link != "apart" and previous is not None and around.bare:
        return claims[previous].unit
    return unit if form == "count" else None


def _unknown(form: str, figure: Figure, around: Surroundings) -> tuple[str, str]:
    """Disposition and reason of a figure that no rule fits."""
    if form in ("days", "months", "years"):
        return "context", "duration"
    return ("review", "no_indicator") if around.costs else ("context", "not_health")


def _as_change(
    figure: Figure,
    number: int,
    form: str,
    around: Surroundings,
    gap: Gap,
    change: Change,
    claims: Sequence[Claim],
    previous: int | None,
    first: int,
) -> Claim | None:
    """A change takes the indicator of the level it is a change of, or of the topic named before it."""
    base = None
    if previous is not None:
        base = previous if previous >= first else _leader(claims, previous)
        while form == "count" and claims[base].form == "percent" and claims[base].source is not None:
            base = claims[base].source  # «61% из них, что на 450 случаев больше»: more of the total, not of the per cent
        if claims[base].code is None:
            return Claim(figure, number, form, "review", claims[base].reason, around=around, source=base)
    named = topic(around)
    named_here = named is not None and named.score >= BOOK + 0.7
    if base is not None and (not named_here or (base >= first and gap.words <= 4)):
        chosen, rule, unit, score = claims[base].code, claims[base].rule, claims[base].unit, _CHANGE_INHERITS
    elif named is not None and named.score >= BOOK:
        base, chosen, rule, unit, score = None, named.rule.code, named.rule, named.rule.unit, named.score
    else:
        return None
    return Claim(
        figure,
        number,
        form,
        "observation",
        "",
        code=chosen,
        unit=_unit_of_change(form, change, unit, around),
        rule=rule,
        measure=change.measure,
        change=change,
        around=around,
        source=base,
        link=gap.link,
        score=score,
    )


def _unit_of_change(form: str, change: Change, unit: str | None, around: Surroundings) -> str | None:
    if change.measure == "change_ratio":
        return "times"
    if form == "percent":
        return "percent"
    if form == "points":
        return "percentage_point"
    if form == "money":
        return "KZT"
    return "case" if "case" in around.counted and unit == "person" else unit


def _leader(claims: Sequence[Claim], index: int) -> int:
    """The first observation of the sentence of `index`: its total, of which a following sentence speaks."""
    number = claims[index].sentence
    return next(i for i, claim in enumerate(claims) if claim.sentence == number and claim.code is not None or i == index)


def _only_described(words: str) -> bool:
    """Whether words name no thing, only how things are («7 однокомнатных», «522 расположены»)."""
    return all(_DESCRIBING.search(word) for word in words.split())


def _as_heir(
    figure: Figure,
    number: int,
    form: str,
    around: Surroundings,
    gap: Gap,
    claims: Sequence[Claim],
    previous: int | None,
    first: int,
    page_words: str,
) -> Claim | None:
    """The claim a figure makes when it goes on with what the figure before it counts, or null when it cannot."""
    if previous is None or gap.link == "apart":
        return None
    if previous < first:
        if gap.link not in ("partitive", "rest", "same"):
            return None
        previous = _leader(claims, previous) if gap.link == "partitive" else previous
    source = claims[previous]
    if source.change is not None and source.source is not None:
        previous, source = source.source, claims[source.source]
    same_form = form == source.form or (form == "count" and source.form == "rate")
    share = form == "percent" and source.form in ("count", "rate") and gap.link in ("partitive", "coordinate", "rest")
    if not same_form and not share:
        return None
    if form in ("count", "rate") and not share and not counted_alike(around.counted, source.unit):
        return None
    if not around.bare and not around.counted and not _only_described(page_words):
        return None  # an unknown noun is counted, not the thing before it
    strength = STRENGTH[gap.link]
    explicit = not around.bare and bool(around.counted)
    if gap.link == "coordinate" and explicit and source.rule is not None and not source.rule.needs:
        strength -= 1.2
    if share and gap.link == "coordinate":
        strength -= 0.6
    if source.code is None:
        return Claim(figure, number, form, "review", source.reason, around=around, source=previous, score=strength)
    return Claim(
        figure,
        number,
        source.form if form == "count" and source.form == "rate" else form,
        "observation",
        "",
        code=source.code,
        unit="percent" if form == "percent" else source.unit,
        rule=source.rule,
        measure="share" if share else "level",
        around=around,
        source=previous,
        link=gap.link,
        score=strength,
        rival=0.0,
    )


def _rate_unit(figure: Figure, rates: Mapping[int, str], unit: str | None) -> str | None:
    """Unit of a rate: the denominator's, or for «6,8 промилле» the one the indicator is told in."""
    if figure.start in rates:
        stated = rates[figure.start]
        births = unit is not None and unit.endswith("_births")
        return f"{stated}_births" if births and stated in ("per_1000", "per_100k") else stated
    return "per_1000_births" if unit == "per_1000_births" else figure.unit
