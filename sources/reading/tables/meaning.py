"""What a cell counts when its labels and heads do not say it: what stands above the table, or in its sidecar.

Holds the step from the topic of a table to the choice for one cell, and whether a table of regions is about
health at all. Which line is the topic is decided in `table_topics`; cells that say it themselves are the
matter of `tables`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sources.catalogue.rules import Rule, rule_of
from sources.reading.about.circumstances import Stated
from sources.reading.measurement.indicators import Choice, choose
from sources.reading.measurement.proximity import Proximity
from sources.reading.tables.cells import Cell, Grid
from sources.reading.tables.topics import (
    COUNTS,
    Topic,
    concepts_of_cell,
    is_of_another_sector,
    is_of_health,
    is_silent,
    topic_of,
    who_in,
)
from sources.reading.tables.values import unit_of

TOPIC = 0.1
BESIDE = 0.15
_STATED_SCORE = 7.0


@dataclass(frozen=True, slots=True)
class SaidAbove:
    """What is said of a cell once for many: `words` name its unit, `around` its concepts, `who` whom it
    counts; `rule` is that of a sidecar.
    """

    words: str
    around: Proximity
    who: Mapping[str, str]
    topic: Topic | None
    rule: Rule | None


class TableMeaning:
    """What one table counts; `groups` and `titles` are folded lines, see `table_topics.topic_of`."""

    def __init__(
        self,
        grid: Grid,
        lists_regions: bool,
        names_place: Callable[[Cell], bool],
        groups: Sequence[Sequence[str]],
        titles: Sequence[str],
        stated: Stated,
    ) -> None:
        self._grid, self._lists_regions, self._names_place = grid, lists_regions, names_place
        self._groups, self._titles, self.stated = groups, titles, stated
        self._rule = _stated_rule(stated)
        self._topics: dict[str, Topic | None] = {}
        self._silent: dict[int, bool] = {}
        self._made: dict[tuple[str, frozenset[str]], Proximity] = {}
        self._chosen: dict[tuple[str, str, bool], Choice | None] = {}

    def said_above(self, cell: Cell, labels: Sequence[Cell], above: Sequence[Cell]) -> SaidAbove | None:
        """What stands above the table for a cell whose labels and heads are silent; null when they are not,
        or when nothing is said anywhere.
        """
        telling = (*labels, *above)
        if not telling or not all(map(self._is_silent, telling)):
            return None
        section = self._grid.section(cell)
        topic = self._topic("" if section is None else section.text)
        if topic is None and self._rule is None:
            return None
        silent = [one.text for one in telling]
        outer = [*(topic.beside if topic else ()), *([section.text] if section else [])]
        who: dict[str, str] = {}
        for text in (*silent, *(text for text in outer if is_silent(text))):
            who = {**who_in(text), **who}
        text = topic.text if topic else ""
        concepts = frozenset().union(*map(concepts_of_cell, (*silent, *outer)))
        return SaidAbove(
            " ".join([*silent, *outer, text]), self._around(topic, concepts), who, topic, self._rule
        )

    def is_foreign(self, said: SaidAbove | None, labels: Sequence[Cell], above: Sequence[Cell]) -> bool:
        """Whether a cell of a table of regions belongs to another sector than health: nothing around it
        names health, or its own words name another sector.
        """
        if said is not None and said.rule is not None:
            return False
        if said is not None and said.topic is not None and said.topic.foreign:
            return self._lists_regions or is_of_another_sector(said.topic.text)
        if not self._lists_regions or said is not None:
            return False
        own = " ".join(one.text for one in (*labels, *above) if not self._is_silent(one))
        if is_of_health(own):
            return is_of_another_sector(own)
        topic = self._topic("")
        return topic is None or topic.foreign or is_of_another_sector(own)

    def choice(self, said: SaidAbove, form: str, value: float | None, *, broken: bool) -> Choice | None:
        """The best rule for a figure by the topic of its table."""
        if said.rule is not None:
            return Choice(said.rule, _STATED_SCORE, 0.0)
        assert said.topic is not None
        key = said.topic.text, form, broken
        if key not in self._chosen:
            self._chosen[key] = self._choose(said.topic, form, None, broken)
        found = self._chosen[key]
        if found is not None and not found.rule.can_mean(value):
            return self._choose(said.topic, form, value, broken)
        return found

    def _choose(self, topic: Topic, form: str, value: float | None, broken: bool) -> Choice | None:
        """The best rule for the thing that the topic counts; for anything it names where there is none."""
        around = self._around(topic, frozenset())
        headed = replace(around, counted=topic.head | (topic.concepts & COUNTS))
        for told in (headed, replace(headed, bare=False)) if topic.head else ():
            found = choose(form, told, broken=broken, size=value)
            if found is not None and topic.head & _named_by(found.rule):
                return found
        return choose(form, around, broken=broken, size=value)

    def _is_silent(self, cell: Cell) -> bool:
        known = self._silent.get(cell.line.start)
        if known is None:
            known = self._silent[cell.line.start] = is_silent(cell.text) or self._names_place(cell)
        return known

    def _topic(self, section: str) -> Topic | None:
        """The topic of the rows below a section, of the whole table without one."""
        if section not in self._topics:
            groups = [[section], *self._groups] if section and not is_silent(section) else self._groups
            self._topics[section] = topic_of(groups, self._titles)
        return self._topics[section]

    def _around(self, topic: Topic | None, beside: frozenset[str]) -> Proximity:
        key = "" if topic is None else topic.text, beside
        if key not in self._made:
            told = frozenset() if topic is None else topic.concepts
            head = frozenset() if topic is None else topic.head
            costs = dict.fromkeys(beside, BESIDE) | dict.fromkeys(told, TOPIC)
            self._made[key] = Proximity(told, costs, 0, True, True, head)
        return self._made[key]


def _named_by(rule: Rule) -> frozenset[str]:
    """The concepts that a rule counts or needs."""
    return frozenset(rule.counted or ()).union(*rule.needs)


def _stated_rule(stated: Stated) -> Rule | None:
    if stated.indicator is None:
        return None
    unit = stated.unit or unit_of(None, stated.indicator, "level")[0]
    return rule_of({"id": "sidecar", "code": stated.indicator, "unit": unit})
