"""Logistic regression with a ridge over named, mostly absent features, in plain Python.

Holds the arithmetic only: limited-memory BFGS over sparse rows, because the product carries no library for
matrices. Which examples and features there are, is decided in `training`.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from math import exp, log

BIAS = "bias"
_STEPS = 120
_MEMORY = 10
_ENOUGH = 0.01  # of the gradient: with the ridge, some thousandths of a weight
_RIDGE_OF_BIAS = 1e-3

Vector = list[float]
Row = tuple[tuple[int, float], ...]


def fit(
    features: Sequence[Mapping[str, float]],
    right: Sequence[bool],
    weight: Sequence[float],
    *,
    ridge: float,
    least: int,
    start: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """Weights of a logistic regression, with one for `bias`; features of fewer than `least` examples have
    none. `start` are weights near the answer, which is the same without them but takes longer.
    """
    counted = Counter(name for one in features for name in one)
    names = [BIAS, *sorted(name for name, count in counted.items() if count >= least)]
    place = {name: index for index, name in enumerate(names)}
    rows: list[Row] = [
        ((0, 1.0), *((place[name], value) for name, value in one.items() if name in place))
        for one in features
    ]
    penalty = [_RIDGE_OF_BIAS, *[ridge] * (len(names) - 1)]
    at = [(start or {}).get(name, 0.0) for name in names]
    return dict(zip(names, _minimum(_Loss(rows, right, weight, penalty), at), strict=True))


class _Loss:
    """The weighted negative log-likelihood with its ridge."""

    def __init__(
        self, rows: Sequence[Row], right: Sequence[bool], weight: Sequence[float], penalty: Vector
    ) -> None:
        self._examples = list(zip(rows, right, weight, strict=True))
        self._penalty = penalty

    def at(self, weights: Vector) -> tuple[float, Vector]:
        """Loss and gradient."""
        loss = sum(p * w * w for p, w in zip(self._penalty, weights, strict=True)) / 2
        gradient = [p * w for p, w in zip(self._penalty, weights, strict=True)]
        for row, right, weight in self._examples:
            points = sum([weights[index] * value for index, value in row])
            points = max(-30.0, min(30.0, points))
            probability = 1.0 / (1.0 + exp(-points))
            loss -= weight * log(probability if right else 1.0 - probability)
            slope = weight * (probability - right)
            for index, value in row:
                gradient[index] += slope * value
        return loss, gradient


def _minimum(loss: _Loss, at: Vector) -> Vector:
    """Where a convex loss is least."""
    value, gradient = loss.at(at)
    moves: deque[tuple[Vector, Vector]] = deque(maxlen=_MEMORY)
    for _ in range(_STEPS):
        if max(map(abs, gradient)) < _ENOUGH:
            break
        direction = _direction(gradient, moves)
        slope = _dot(direction, gradient)
        step = 1.0 if moves else 1.0 / max(1.0, _dot(gradient, gradient) ** 0.5)
        while True:
            there = [a + step * d for a, d in zip(at, direction, strict=True)]
            new_value, new_gradient = loss.at(there)
            if new_value <= value + 1e-4 * step * slope or step < 1e-10:
                break
            step /= 2
        moved = [b - a for a, b in zip(at, there, strict=True)]
        turned = [b - a for a, b in zip(gradient, new_gradient, strict=True)]
        if _dot(moved, turned) > 1e-12:
            moves.append((moved, turned))
        at, value, gradient = there, new_value, new_gradient
    return at


def _direction(gradient: Vector, moves: Sequence[tuple[Vector, Vector]]) -> Vector:
    """Downhill, bent by the last moves as L-BFGS does."""
    q = [-g for g in gradient]
    taken: list[float] = []
    for moved, turned in reversed(moves):
        a = _dot(moved, q) / _dot(moved, turned)
        taken.append(a)
        q = [x - a * t for x, t in zip(q, turned, strict=True)]
    if moves:
        moved, turned = moves[-1]
        scale = _dot(moved, turned) / _dot(turned, turned)
        q = [scale * x for x in q]
    for (moved, turned), a in zip(moves, reversed(taken), strict=True):
        b = _dot(turned, q) / _dot(moved, turned)
        q = [x + (a - b) * m for x, m in zip(q, moved, strict=True)]
    return q


def _dot(one: Vector, other: Vector) -> float:
    return sum([a * b for a, b in zip(one, other, strict=True)])
