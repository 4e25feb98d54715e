"""How good the beliefs are on pages they were not learned from, as lines to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sources.reading.output.belief import EVERYTHING
from tests.ranking.training import QUESTIONS, CurvePoint, Guess

_CONFIDENT = 0.9
_BANDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_TOPS = (0.1, 0.2, 0.4)


def lines(guessed: Sequence[Guess], points: Sequence[CurvePoint], book_from: float) -> Iterator[str]:
    """The quality of every question, by portion and language, the reliability, the curve of booking."""
    yield "On portions of pages left out of the learning:"
    yield f"{'':26}{'n':>6}{'right':>8}{'AUC':>8}{'at 0.9':>8}{'right':>8}   right in the surest 10, 20, 40 %"
    for question in QUESTIONS:
        yield _line(question, question, guessed)
    for portion in sorted({one.document.portion for one in guessed}):
        yield _line(
            f"{EVERYTHING}, {portion}", EVERYTHING, [g for g in guessed if g.document.portion == portion]
        )
    for language in sorted({one.document.language for one in guessed}):
        yield _line(
            f"{EVERYTHING}, {language}", EVERYTHING, [g for g in guessed if g.document.language == language]
        )
    yield "Reliability of confidence: said, came true"
    for low in _BANDS:
        band = [one for one in guessed if low <= one.sure[EVERYTHING] < low + 0.1]
        if band:
            said = sum(one.sure[EVERYTHING] for one in band) / len(band)
            true = sum(one.example.right[EVERYTHING] for one in band) / len(band)
            yield f"  {low:.1f} to {low + 0.1:.1f}: {len(band):5} {said:8.3f} {true:8.3f}"
    yield "Booking from a probability of being a fact: on pages number, precision, recall, F1, false in"
    yield "100 numbers that are none; of the facts of the repository, the share it loses"
    for point in points:
        chosen = "  <- chosen" if point.threshold == book_from else ""
        yield (
            f"  {point.threshold:.2f} {point.booked:6} {point.precision:8.3f} {point.recall:8.3f} "
            f"{point.f1:8.3f} {point.false_facts:8.2f} {point.known_lost:8.4f}{chosen}"
        )


def _line(name: str, question: str, guessed: Sequence[Guess]) -> str:
    judged = sorted(
        (
            (one.sure[question], one.example.right[question])
            for one in guessed
            if question in one.example.right
        ),
        key=lambda pair: -pair[0],
    )
    if not judged:
        return f"{name:26}{0:6}"
    sure = [right for probability, right in judged if probability >= _CONFIDENT]
    tops = " ".join(
        f"{_share([r for _, r in judged[: max(1, int(top * len(judged)))]]):.3f}" for top in _TOPS
    )
    return (
        f"{name:26}{len(judged):6}{_share([right for _, right in judged]):8.3f}{auc(judged):8.3f}"
        f"{len(sure) / len(judged):8.3f}{_share(sure) if sure else float('nan'):8.3f}   {tops}"
    )


def auc(judged: Sequence[tuple[float, bool]]) -> float:
    """How often a right one is held surer than a wrong one; ties count half."""
    right = [probability for probability, is_right in judged if is_right]
    wrong = [probability for probability, is_right in judged if not is_right]
    if not right or not wrong:
        return float("nan")
    won = sum((a > b) + 0.5 * (a == b) for a in right for b in wrong)
    return won / (len(right) * len(wrong))


def _share(truths: Sequence[bool]) -> float:
    return sum(truths) / len(truths) if truths else float("nan")
