"""Which cue governs a figure: the engine of scope, on rules and sentences of its own."""

from __future__ import annotations

from sources.catalogue.lexicon import load_lexicon
from sources.readers import read_document
from sources.reading.attributes.scope.engine import Cue, Decision, Target, decide, rules_from
from sources.reading.layout.page import Page, lay_out


def page_of(text: str) -> Page:
    """A page of plain text."""
    return lay_out(read_document(text.encode(), "a.txt"), load_lexicon())


def decided(text: str, figure: str, cue: str, **rule: object) -> Decision | None:
    """What a single rule decides of a figure of the text, whose cue is a word of it."""
    page = page_of(text)
    start, at = text.index(figure), text.index(cue)
    numbers = [
        next(n for n, one in enumerate(page.sentences) if one.start <= place < one.end)
        for place in (start, at)
    ]
    end = start + len(figure)
    target = Target(numbers[0], start, end, start, end, frozenset({"thing"}))
    cues = {numbers[1]: [Cue("cue", at, at + len(cue), numbers[1])]}
    full = {"id": "rule", "cues": ["cue"], "reach": "clause", "value": "yes", **rule}
    return decide(target, rules_from([full]), cues, page)


TWO_CLAUSES = "Летом построено 14 амбулаторий, осенью откроют 9 больниц."


def test_a_cue_governs_its_clause_and_no_other() -> None:
    found = decided(TWO_CLAUSES, "14", "построено")
    assert found is not None
    assert (found.value, found.path, found.rule) == ("yes", "clause", "rule")
    assert TWO_CLAUSES[found.cue_start : found.cue_end] == "построено"
    assert decided(TWO_CLAUSES, "9", "построено") is None


def test_a_rule_may_reach_over_the_sentence_unless_a_mark_ends_it() -> None:
    assert decided(TWO_CLAUSES, "9", "построено", reach="sentence") is not None
    assert decided(TWO_CLAUSES, "9", "построено", reach="sentence", ends=["mark"]) is None


def test_a_rule_asks_for_a_direction_and_for_traits() -> None:
    assert decided(TWO_CLAUSES, "14", "построено", direction="behind") is None
    assert decided(TWO_CLAUSES, "14", "построено", of=["other"]) is None
    assert decided(TWO_CLAUSES, "14", "построено", not_of=["thing"]) is None


LIST = "Планы управления на будущий год:\n- 14 амбулаторий;\n- построено 9 больниц."


def test_a_lead_governs_items_without_a_verb_only() -> None:
    assert decided(LIST, "14", "Планы", reach="lead") is not None
    assert decided(LIST, "9", "Планы", reach="lead") is None


def test_a_heading_does_not_govern_prose() -> None:
    text = "Планы на будущий год\n\nВ области 14 амбулаторий и 9 больниц, на селе и в городах."
    assert decided(text, "14", "Планы", reach="heading") is None
