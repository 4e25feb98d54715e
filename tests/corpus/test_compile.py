"""Rules of the annotated corpus itself: what a wrong annotation must not get past."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.corpus.annotation import AnnotationError
from tests.corpus.compile import PORTIONS, compile_corpus, compile_report, load_contract

HEADER = "language: ru\nregion: KZ-39\npublished: 2025-03-06\ntitle: проба\n---\n"


def compiled(body: str) -> list[dict[str, object]]:
    return compile_report(HEADER + body, "probe", load_contract())[2]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("corpus")
    compile_corpus(out)
    return out


def lines(corpus: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (corpus / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_every_quote_is_the_slice_of_its_report(corpus: Path) -> None:
    texts = {
        document["id"]: (corpus / "reports" / str(document["file"])).read_bytes().decode("utf-8")
        for document in lines(corpus, "documents")
    }
    for line in lines(corpus, "gold"):
        assert texts[line["doc"]][line["start"] : line["end"]] == line["quote"]


def test_every_portion_holds_at_least_eight_reports_and_all_indicators_occur(corpus: Path) -> None:
    portions = Counter(str(document["id"])[:5] for document in lines(corpus, "documents"))
    assert set(portions) == set(PORTIONS)
    assert min(portions.values()) >= 8
    seen = {code for line in lines(corpus, "gold") for code in line.get("indicator", [])}
    assert seen == set(load_contract().indicator_units)


def test_every_region_reports(corpus: Path) -> None:
    regions = {document["region"] for document in lines(corpus, "documents")}
    assert len(regions - {"KZ"}) == 20


def test_components_of_a_group_add_up_to_its_total(corpus: Path) -> None:
    totals: dict[tuple[object, object], float] = {}
    sums: Counter[tuple[object, object]] = Counter()
    for line in lines(corpus, "gold"):
        key = (line["doc"], line.get("group"))
        if line.get("role") == "total":
            totals[key] = line["value"]
        elif line.get("role") == "component":
            sums[key] += line["value"]
    assert sums
    for key, value in sums.items():
        assert totals[key] == pytest.approx(value), key


def test_a_fall_becomes_negative() -> None:
    assert compiled("на [[4,1%|SD.INP.TREATED Y2024 pct down]] меньше")[0]["value"] == -4.1


def test_a_letter_alone_stands_for_the_date_of_publication() -> None:
    line = compiled("С начала года [[96|HR.ARR.N T]] человек")[0]
    assert (line["period_start"], line["period_end"]) == ("2025-01-01", "2025-03-06")


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("осталось 17 дней", "without a mark"),
        ("[[17|XX.YY Y2024]] коек", "no indicator"),
        ("[[17|IN.BED.N]] коек", "no period"),
        ("[[17|IN.BED.N Y2024 perhaps]] коек", "means nothing"),
        ("[[двое|HR.DOC.N Y2024]] врачей", "say v="),
        ("[[17|IN.BED.N Y2024 u=beds]] коек", "unit the contract does not know"),
        ("[[17|IN.BED.N Y2024] коек", "broken mark"),
    ],
)
def test_a_wrong_mark_is_refused_with_the_reason(body: str, complaint: str) -> None:
    with pytest.raises(AnnotationError, match=complaint):
        compiled(body)
