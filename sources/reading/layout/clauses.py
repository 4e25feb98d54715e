"""The clauses of a sentence: where each begins and ends, its verb, and in which tense or mood that is told.

A sentence is cut once, here, at its marks, at conjunctions between two verbs, and at Kazakh converbs before
a mark. A stretch without a verb belongs to the clause before it, in Kazakh, where the verb comes last, to the
one behind. What a clause means is not said here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sources.language.morphology import Mood, load_morphology, mood_of
from sources.language.tokens import Token
from sources.records import record

_CUTTING = frozenset(",;:()")
_LISTING = frozenset(":(")
_FINITE = frozenset({Mood.PAST, Mood.PRESENT, Mood.PROGRESSIVE, Mood.FUTURE, Mood.INTENTION, Mood.OBLIGATION})
_WAITING = frozenset({Mood.CONVERB, Mood.CONDITIONAL})
_OPENS = 4  # characters in which a piece that goes on counting shows a figure
_KAZAKH_TAIL = 4  # words at the end of a Kazakh clause among which its verb stands


@record(frozen=True, slots=True)
class Predicate:
    """The verb of a clause: half-open offsets and its tense or mood."""

    start: int
    end: int
    mood: Mood


@record(frozen=True, slots=True)
class Clause:
    """A clause: half-open offsets, the mark or conjunction that opens it («» for the first), its verbs in
    order.
    """

    start: int
    end: int
    opening: str
    predicates: tuple[Predicate, ...]

    @property
    def mood(self) -> Mood | None:
        """Tense or mood of its verb: the finite one, else what waits for another clause, null without any."""
        for moods in (_FINITE, _WAITING, (Mood.INFINITIVE,)):
            found = next((one.mood for one in self.predicates if one.mood in moods), None)
            if found is not None:
                return found
        return None


def cut_clauses(
    start: int,
    end: int,
    tokens: Sequence[Token],
    marks: Sequence[tuple[int, str]],
    counts: Sequence[int],
    *,
    kazakh: bool,
) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order and without gaps; `marks` are those that may part clauses, `counts`
    where its figures begin that are no years.
    """
    pieces = list(_pieces(start, end, tokens, marks, kazakh=kazakh))
    if kazakh:
        return tuple(_joined_to_next(pieces))
    return tuple(_joined_to_last(pieces, counts))


def clause_at(clauses: Sequence[Clause], offset: int) -> Clause:
    """The clause an offset of the sentence stands in."""
    return next((one for one in clauses if offset < one.end), clauses[-1])


def _pieces(
    start: int, end: int, tokens: Sequence[Token], marks: Sequence[tuple[int, str]], *, kazakh: bool
) -> Iterator[Clause]:
    """The stretches between marks, cut again at a conjunction between two verbs of different moods."""
    at, opening, first = start, "", 0
    for offset, mark in [*((o, m) for o, m in marks if m in _CUTTING), (end, "")]:
        last = first
        while last < len(tokens) and tokens[last].start < offset:
            last += 1
        yield from _at_joints(at, offset, opening, tokens[first:last], kazakh=kazakh)
        at, opening, first = offset, mark, last


def _at_joints(
    start: int, end: int, opening: str, tokens: Sequence[Token], *, kazakh: bool
) -> Iterator[Clause]:
    joints = load_morphology().joints
    predicates = tuple(_predicates(tokens, kazakh=kazakh))
    finite = [one for one in predicates if one.mood in _FINITE]
    cut = next(
        (
            token
            for token in tokens[1:]
            if token.form in joints
            and any(one.end <= token.start for one in finite)
            and any(one.start > token.start for one in finite)
        ),
        None,
    )
    if cut is None or len({one.mood for one in finite}) == 1:
        yield Clause(start, end, opening, predicates)
        return
    yield Clause(start, cut.start, opening, tuple(one for one in predicates if one.end <= cut.start))
    behind = [token for token in tokens if token.start >= cut.start]
    yield from _at_joints(cut.start, end, cut.form, behind, kazakh=kazakh)


def _predicates(tokens: Sequence[Token], *, kazakh: bool) -> Iterator[Predicate]:
    """The verbs of a stretch of text; the Kazakh ones stand at its end."""
    told = load_morphology().told
    if not kazakh:
        for token in tokens:
            if token.form in told or not token.form.isalpha():
                continue
            if (mood := mood_of(token.form, kazakh=False)) is not None:
                yield Predicate(token.start, token.end, mood)
        return
    words = [token for token in tokens if token.form.isalpha() and token.form not in told]
    found = [
        Predicate(token.start, token.end, mood)
        for token in words[-_KAZAKH_TAIL:]
        if (mood := mood_of(token.form, kazakh=True)) is not None
    ]
    # The last word is the verb; what stands before it is one only as its companion («салынып жатыр»).
    if found and found[-1].start == words[-1].start:
        yield from _companions(found, words)


def _companions(found: Sequence[Predicate], words: Sequence[Token]) -> Iterator[Predicate]:
    """The verbs at the end of a Kazakh clause that stand together, in order."""
    starts = [word.start for word in words]
    kept: list[Predicate] = []
    for one in reversed(found):
        if kept and starts.index(kept[-1].start) - starts.index(one.start) != 1:
            break
        kept.append(one)
    yield from reversed(kept)


def _joined_to_last(pieces: Sequence[Clause], counts: Sequence[int]) -> Iterator[Clause]:
    """The pieces put together so that each clause has a verb. One that counts something at the head of a
    sentence stays by itself where the piece with the verb does not go on counting («Врачей 96, ждут ещё 5»).
    """
    held: list[Clause] = []
    for piece in pieces:
        own = piece.mood in _FINITE or (piece.mood is not None and piece.opening in (";", ":"))
        if held and own and (any(one.mood is not None for one in held) or _nominal(held, piece, counts)):
            yield _one(held)
            held = []
        held.append(piece)
    if held:
        yield _one(held)


def _nominal(held: Sequence[Clause], piece: Clause, counts: Sequence[int]) -> bool:
    """Whether the pieces held count something and the next, with the verb, begins with no figure."""
    counting = any(held[0].start <= at < held[-1].end for at in counts)
    return counting and not any(piece.start <= at < piece.start + _OPENS for at in counts)


def _joined_to_next(pieces: Sequence[Clause]) -> Iterator[Clause]:
    done: list[Clause] = []
    held: list[Clause] = []
    for piece in pieces:
        held.append(piece)
        if piece.mood in _FINITE or piece.mood is Mood.CONDITIONAL:
            done.append(_one(held))
            held = []
    if held and done and held[0].opening in _LISTING and all(one.mood is None for one in held):
        done[-1] = _one([done[-1], *held])
    elif held:
        done.append(_one(held))
    yield from done


def _one(pieces: Sequence[Clause]) -> Clause:
    return Clause(
        pieces[0].start,
        pieces[-1].end,
        pieces[0].opening,
        tuple(predicate for piece in pieces for predicate in piece.predicates),
    )
