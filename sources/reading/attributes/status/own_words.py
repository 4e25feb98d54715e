"""Whether a figure happened, is planned or is needed, and what kind of quantity its indicator is.

Rules 5, 11 and 13 of the contract: one sentence can hold a fact and a plan; money allotted is a decision
taken; what is lacking is needed.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from checks.tables.units import CURRENCIES
from checks.tables.vocabulary import PlanActual
from sources.catalogue.grammar import load_grammar
from sources.catalogue.lexicon import Mention
from sources.reading.layout.page import Sentence
from sources.reading.measurement.figure_reading import FigureReading
from sources.reading.measurement.proximity import LEAD

_NEEDED = frozenset({"HR.DOC.SHORT"})
_INFINITIVES = ("ть", "ти", "ться", "чь")
_INTENTIONS = ("мақ", "мек", "бақ", "бек", "пақ", "пек")
_NO_INTENTIONS = frozenset({"көмек", "аймақ", "тамақ", "бармақ", "еңбек", "қызмек"})
_PLANNED = frozenset({"HR.ALLOC.DUE"})
_ARRIVED = frozenset({"HR.ALLOC.ARR"})  # those of a plan who came
# Without one of these a figure tells what is, unless a Kazakh verb tells an intention.
_TURNING = frozenset({"planned", "needed", "decided_to", "build", "to_build"})
_REACHED = frozenset({"reached"})
_DECISIONS = frozenset({"allocated", "due"})  # «предусмотрено строительство» tells what is to come
_CLAUSE_MARKS = frozenset(",;:()")
_PAST_RUSSIAN = re.compile(r"(?:л(?:[аои]|ся|[аои]сь)?|достиг|[её]н[аоы]?|[ая]н[аоы]?|ыт[аоы]?|нят[аоы]?)$")
_ATTRIBUTE = re.compile(r"нн(?:ых|ые|ого|ому|ым|ыми|ый|ую|ая|ое|ой)$")
_PAST_KAZAKH = re.compile(r"(?:[дт][ыі]|[ғгқк][ае]н)$")
_TO_LOWER = re.compile(
    r"(?:сократ|сниз|уменьш|довес|свес)\w*(?:т[ьи]|ться|тся|[ие]м|[яу]т)$|(?:reduce|cut|lower|bring)$"
)
_TO_LOWER_KAZAKH = re.compile(
    r"(?:азай|төменде|түсір|қысқар)\w*(?:у|ю|уды|[мбп][ае]к|[ае]м[ыі]з|[ыі]лед[іы]|[ыі]лад[іы])$"
)
_MANAGED = ("удал", "смог", "сумел", "managed", "allowed", "позволил", "помог")
_CAPACITY = frozenset({"IN.OUT.CAP", "IN.BED.N"})
_BUILDING = frozenset({"IN.FAC.COMM", "IN.FAC.BUILD", "IN.FAC.REPAIR", "IN.FAC.SETTL"})
_CLAUSE_COST = 1.25
_WORKS = ("строит", "ремонт", "капремонт", "капитальн", "возвед", "реконстр", "сейсм", "модерниз")
_LACKING = frozenset({"HR.SUP.HOUS", "IN.BED.N", "IN.EQ.UNITS", "IN.EQ.KIND", "IN.VEH.N"})
_MONEY = frozenset({*CURRENCIES, "KZT_per_person"})


def plan_actual(reading: FigureReading, sentence: Sentence) -> PlanActual:
    """Return `actual`, `planned` or `needed` for a reading."""
    around = reading.around
    if reading.code in _NEEDED:
        return PlanActual.PLANNED if _aimed_at(reading, sentence) else PlanActual.NEEDED
    if reading.code in _PLANNED:
        return PlanActual.PLANNED
    if around is None or reading.code in _ARRIVED:
        return PlanActual.ACTUAL
    if around.word_before.startswith("нынешн"):
        return PlanActual.ACTUAL  # «поднимется с нынешних 91% до 94%»
    if reading.code in _BUILDING and _is_purpose(reading, sentence):
        return PlanActual.NEEDED if around.cost(PlanActual.NEEDED) <= _CLAUSE_COST else PlanActual.PLANNED
    if _TURNING.isdisjoint(around.costs):
        intended = sentence.kazakh and not came_true(reading, sentence) and _intended(reading, sentence)
        return PlanActual.PLANNED if intended else PlanActual.ACTUAL
    near = _reach(reading, sentence)
    planned = around.cost("planned")
    led = planned == LEAD and not any(m.concept == "planned" for m in sentence.mentions)
    if not led and came_true(reading, sentence):
        return PlanActual.ACTUAL
    if (sentence.kazakh and _intended(reading, sentence)) or (led and around.cost("done") > LEAD):
        return PlanActual.PLANNED
    if reading.code in _CAPACITY:
        rising = min(planned, around.cost("build"), around.cost("to_build"))
        return PlanActual.PLANNED if rising <= 1.35 and around.cost("opened") > rising else PlanActual.ACTUAL
    if reading.code in _BUILDING and reading.rule is not None:
        if around.cost("started") <= 1.0:
            return PlanActual.ACTUAL
        done = around.cost("done")
        if (
            min(around.cost("to_build"), planned) <= near
            and done > min(around.cost("to_build"), planned) - 0.05
        ):
            return PlanActual.PLANNED
        return PlanActual.ACTUAL
    if _can_be_lacking(reading) and around.cost("needed") <= near and planned > near:
        return PlanActual.NEEDED
    if (reading.unit in _MONEY or reading.code == "HR.SUP.HOUS") and around.cost("decided_to") <= 1.0:
        return PlanActual.PLANNED
    return PlanActual.PLANNED if planned <= near else PlanActual.ACTUAL


def _aimed_at(reading: FigureReading, sentence: Sentence) -> bool:
    """Whether a figure is the level to which a lack is to be brought («сократить дефицит до 150»)."""
    forms = [token.form for token in sentence.tokens]
    if any(form.startswith(_MANAGED) for form in forms):
        return False
    if sentence.kazakh:
        next_forms = [t.form for t in sentence.tokens if t.start >= reading.figure.end][:4]
        return "дейін" in next_forms and any(_TO_LOWER_KAZAKH.match(form) for form in forms)
    before = next((t.form for t in reversed(sentence.tokens) if t.end <= reading.figure.start), "")
    return before in ("до", "to") and any(_TO_LOWER.match(form) for form in forms)


def _is_purpose(reading: FigureReading, sentence: Sentence) -> bool:
    """Whether the buildings are what money was given for («на ремонт двух больниц предусмотрено …»)."""
    assert reading.around is not None
    if sentence.kazakh or reading.around.cost("allocated") > _CLAUSE_COST:
        return False
    before = [t.form for t in sentence.tokens if t.end <= reading.figure.lead_start][-4:]
    return any(preposition == "на" and noun.startswith(_WORKS) for preposition, noun in pairwise(before))


def _can_be_lacking(reading: FigureReading) -> bool:
    """Whether a figure is of what a region asks for: money, homes, beds, machines."""
    return reading.unit in _MONEY or reading.code in _LACKING


def came_true(reading: FigureReading, sentence: Sentence) -> bool:
    """Whether a verb of the figure's own clause is told in the past, and no plan in it («64 должны приехать,
    93 уже прибыли»).
    """
    figure = reading.figure
    start = max((at for at, mark in sentence.marks if at < figure.start and mark in _CLAUSE_MARKS), default=0)
    stop = min(
        (at for at, mark in sentence.marks if at >= figure.end and mark in _CLAUSE_MARKS),
        default=sentence.end,
    )
    here = [m for m in sentence.mentions if start <= m.start < stop]
    verbs = _verbs(of_money=reading.unit in _MONEY)
    past = _PAST_KAZAKH if sentence.kazakh else _PAST_RUSSIAN
    own = reading.around is not None and "planned" in reading.around.counted and not reading.around.label
    if own or any(m.concept == "planned" and not _describes(m, sentence) for m in here):
        return False
    return any(
        m.concept in verbs and any(past.search(t.form) for t in sentence.tokens[m.first : m.last])
        for m in here
    )


@cache
def _verbs(*, of_money: bool) -> frozenset[str]:
    """What tells that something was done; a decision is done only to money."""
    verbs = load_grammar().predicates | _REACHED
    return verbs if of_money else verbs - _DECISIONS


def _describes(planned: Mention, sentence: Sentence) -> bool:
    """Whether a word of planning only describes what another figure counts («из 40 запланированных»)."""
    return _ATTRIBUTE.search(sentence.tokens[planned.last - 1].form) is not None


def _reach(reading: FigureReading, sentence: Sentence) -> float:
    """How far a word of planning reaches: to its own clause, and through a row of infinitives («планируется
    ввести 9, купить 26»).
    """
    if sentence.kazakh:
        return 1.25
    clause = max((at for at, _ in sentence.marks if at < reading.figure.start), default=sentence.start)
    words = [token.form for token in sentence.tokens if clause <= token.start < reading.figure.start]
    return 2.2 if any(len(word) > 4 and word.endswith(_INFINITIVES) for word in words) else 0.95


def _intended(reading: FigureReading, sentence: Sentence) -> bool:
    """Whether the Kazakh verb behind a figure tells an intention («жұмсалмақ», «ашылмақ»), or names an action
    of those that the end of the sentence says are planned («9 нысан ашу, 22 көлік алу жоспарлануда»).
    """
    stop = min(
        (at for at, mark in sentence.marks if at > reading.figure.end and mark in ";:"), default=sentence.end
    )
    behind = [token.form for token in sentence.tokens if reading.figure.end <= token.start < stop]
    if any(len(word) > 4 and word.endswith(_INTENTIONS) and word not in _NO_INTENTIONS for word in behind):
        return True
    verbs = load_grammar().predicates
    verb = next((m for m in sentence.mentions if m.start >= reading.figure.end and m.concept in verbs), None)
    return (
        verb is not None
        and sentence.tokens[verb.last - 1].form.endswith(("у", "ю"))
        and any(m.concept == "planned" and m.last >= len(sentence.tokens) - 3 for m in sentence.mentions)
    )
