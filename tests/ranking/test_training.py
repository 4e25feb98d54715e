"""What is learned: weights from examples, a threshold from a curve, a file of pages without any text."""

from __future__ import annotations

import json
import re
from math import log
from pathlib import Path

import pytest

from sources.reading.output.belief import ATTRIBUTES, EVERYTHING, load_model, probability
from tests.ranking.examples import PAGES, Document, Example, load_pages, write_pages
from tests.ranking.regression import BIAS, fit
from tests.ranking.rendering import auc
from tests.ranking.training import CurvePoint, learn, threshold_on, write_weights

_CODE = re.compile(r"[A-Za-z_./=<>0-9-]+")


def document(portion: str, number: int, rights: list[tuple[str, bool]]) -> Document:
    examples = tuple(Example({feature: 1.0}, {EVERYTHING: right}) for feature, right in rights)
    return Document(portion, number, "ru", len(examples), 0, (), examples)


def test_the_weights_give_back_how_often_a_feature_was_right() -> None:
    features = [{"sure": 1.0}] * 40 + [{}] * 40
    right = [True] * 30 + [False] * 10 + [True] * 10 + [False] * 30
    weights = fit(features, right, [1.0] * 80, ridge=1e-6, least=1)
    assert weights[BIAS] == pytest.approx(log(1 / 3), abs=0.01)
    assert probability({"sure": 1.0}, weights) == pytest.approx(0.75, abs=0.01)


def test_a_start_does_not_change_what_is_learned() -> None:
    features = [{"a": 1.0}, {"a": 1.0}, {"b": 1.0}, {}] * 10
    right = [True, False, True, False] * 10
    plain = fit(features, right, [1.0] * 40, ridge=1.0, least=1)
    assert fit(features, right, [1.0] * 40, ridge=1.0, least=1, start={"a": 3.0, BIAS: 2.0}) == pytest.approx(
        plain, abs=0.02
    )


def test_rare_features_have_no_weight() -> None:
    assert set(
        fit([{"a": 1.0}, {"b": 1.0}, {"b": 1.0}], [True, False, True], [1.0] * 3, ridge=1, least=2)
    ) == {
        BIAS,
        "b",
    }


def test_how_often_a_reading_is_right_is_learned_from_pages_alone() -> None:
    own = [document("own-a", 0, [("score", True)] * 200)]
    pages = [document("P", 0, [("score", True), ("score", False)] * 20)]
    weights = learn(own, pages, EVERYTHING)
    assert probability({"score": 1.0}, weights) == pytest.approx(0.5, abs=0.1)


def test_the_threshold_keeps_f1_and_the_facts_of_the_repository() -> None:
    points = [
        CurvePoint(0.0, 100, 0.7, 0.6, 0.65, 9.0, 0.0),
        CurvePoint(0.2, 90, 0.75, 0.59, 0.655, 4.0, 0.001),
        CurvePoint(0.4, 80, 0.8, 0.58, 0.66, 1.2, 0.02),
        CurvePoint(0.6, 40, 0.9, 0.2, 0.3, 0.1, 0.3),
    ]
    assert threshold_on(points) == 0.2


def test_a_right_one_held_surer_makes_the_auc() -> None:
    assert auc([(0.9, True), (0.5, False), (0.5, True)]) == 0.75


def test_pages_are_kept_as_features_and_right_or_wrong(tmp_path: Path) -> None:
    example = Example({"score": 0.25, "form=count": 1.0}, {EVERYTHING: False, "indicator": True})
    told = [Document("P1", 3, "kk", 2, 5, (0,), (example,))]
    write_pages(told, tmp_path / "pages.jsonl")
    assert list(load_pages(tmp_path / "pages.jsonl")) == told


def test_no_word_of_a_page_is_in_the_file_of_pages() -> None:
    names = json.loads(PAGES.read_text(encoding="utf-8").splitlines()[0])["features"]
    assert [name for name in names if not _CODE.fullmatch(name)] == []
    assert all(abs(value) <= 5 for one in load_pages() for e in one.examples for value in e.evidence.values())


def test_the_same_weights_are_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    write_weights({EVERYTHING: {BIAS: 0.12345, "b": 1.0, "a": 0.0001}}, {"b": 0.5, "c": 1.0}, 0.2, {}, first)
    write_weights({EVERYTHING: {"b": 1.0, BIAS: 0.12345}}, {"b": 0.5}, 0.2, {}, second)
    assert first.read_bytes() == second.read_bytes()
    assert json.loads(first.read_text())["weights"] == {EVERYTHING: {BIAS: 0.123, "b": 1.0}}
    assert json.loads(first.read_text())["typical"] == {"b": 0.5}


def test_the_model_of_the_catalogue_answers_every_question() -> None:
    model = load_model()
    assert set(model.weights) == {EVERYTHING, *ATTRIBUTES}
    assert 0.0 <= model.book_from < 0.9
