"""Compile the annotated reports of this folder into a corpus: `python -m tests.corpus.compile OUT [PORTION]`.

Holds the walk from `own/*.txt` (a header, `---`, the report with marks) to `OUT/documents.jsonl`,
`OUT/gold.jsonl` and `OUT/reports/`. What a mark means stands in `annotation.py`. PORTION is the
beginning of the names wanted (`own-a`); without it all are compiled. Each portion is by another hand.
"""

from __future__ import annotations

import collections
import csv
import json
import re
import sys
from pathlib import Path
from typing import Any

from tests.corpus.annotation import MARK, AnnotationError, Contract, read_mark

HERE = Path(__file__).parent
REFERENCE = HERE.parents[1] / "sources" / "catalogue" / "reference"
SURROUNDINGS = 40
PORTIONS = tuple(sorted({path.name[:5] for path in (HERE / "own").glob("own-*.txt")}))
NOT_SHOWN = {
    "html": re.compile(r"<(script|style|head)\b.*?</\1>|<!--.*?-->|<[^>]+>|&#?\w+;", re.S),
    "txt": re.compile(r"(?!)"),
    "csv": re.compile(r"(?!)"),
}


def load_contract(folder: Path = REFERENCE) -> Contract:
    """Indicators and units that annotations may use."""
    with open(folder / "indicators.csv", encoding="utf-8", newline="") as lines:
        indicators = {row["indicator_code"]: tuple(row["units"].split("|")) for row in csv.DictReader(lines)}
    with open(folder / "units.csv", encoding="utf-8", newline="") as lines:
        units = frozenset(row["unit"] for row in csv.DictReader(lines))
    return Contract(indicators, units)


def compile_report(
    source: str, name: str, contract: Contract
) -> tuple[dict[str, Any], str, list[dict[str, Any]]]:
    """Document line, plain text and gold lines of one annotated report."""
    header, _, body = source.partition("\n---\n")
    fields = dict(line.split(": ", 1) for line in header.splitlines())
    macros = {key: value for key, value in fields.items() if key.startswith("$")}
    document: dict[str, Any] = {
        "id": name,
        "format": fields.get("format", "txt"),
        "language": fields["language"],
        "region": fields["region"],
        "published": fields.get("published"),
        "title": fields["title"],
        "facts": [],
        "note": fields.get("note", "figures composed"),
        "file": f"{name}.{fields.get('format', 'txt')}",
    }
    text, gold, end_of_mark = "", [], 0
    for mark in MARK.finditer(body):
        text += body[end_of_mark : mark.start()]
        tokens = " ".join(macros.get(token, token) for token in mark["tokens"].split())
        line = read_mark(mark["quote"], tokens, mark["note"], document=document, contract=contract)
        place = {
            "doc": name,
            "start": len(text),
            "end": len(text) + len(mark["quote"]),
            "quote": mark["quote"],
        }
        gold.append(place | line)
        text += mark["quote"]
        end_of_mark = mark.end()
    text += body[end_of_mark:]
    for line in gold:
        line["before"] = text[max(0, line["start"] - SURROUNDINGS) : line["start"]]
        line["after"] = text[line["end"] : line["end"] + SURROUNDINGS]
    _check_nothing_unmarked(document, text, gold)
    return document, text, gold


def _check_nothing_unmarked(document: dict[str, Any], text: str, gold: list[dict[str, Any]]) -> None:
    if spot := re.search(r"\[\[|\]\]", text):
        around = text[max(0, spot.start() - 30) :][:90]
        raise AnnotationError(f"{document['id']}: a broken mark at …{around}…")
    covered = bytearray(len(text))
    for line in gold:
        covered[line["start"] : line["end"]] = b"\x01" * (line["end"] - line["start"])
    for hidden in NOT_SHOWN[document["format"]].finditer(text):
        covered[hidden.start() : hidden.end()] = b"\x01" * (hidden.end() - hidden.start())
    for digit in re.finditer(r"\d+", text):
        if not all(covered[digit.start() : digit.end()]):
            around = text[max(0, digit.start() - 30) : digit.end() + 20].replace("\n", " ")
            raise AnnotationError(f"{document['id']}: a number without a mark: …{around}…")


def compile_corpus(out: Path, portion: str = "own") -> collections.Counter[str]:
    """Write the corpus of all reports whose name begins with `portion`; returns counts for people."""
    contract = load_contract()
    reports = out / "reports"
    reports.mkdir(parents=True, exist_ok=True)
    counts: collections.Counter[str] = collections.Counter()
    documents, gold = [], []
    for path in sorted((HERE / "own").glob(f"{portion}*.txt")):
        document, text, lines = compile_report(path.read_text(encoding="utf-8"), path.stem, contract)
        (reports / document["file"]).write_text(text, encoding="utf-8", newline="")
        documents.append(document)
        gold += lines
        counts[f"language {document['language']}"] += 1
        counts.update(f"expect {line['expect']}" for line in lines)
        counts.update(code for line in lines for code in line.get("indicator", [])[:1])
    for name, rows in (("documents", documents), ("gold", gold)):
        body = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (out / f"{name}.jsonl").write_text(body, encoding="utf-8")
    return counts


def main() -> None:
    """Command line of the module; prints what was compiled."""
    if not 2 <= len(sys.argv) <= 3:
        raise SystemExit("usage: python -m tests.corpus.compile OUT [PORTION]")
    counts = compile_corpus(Path(sys.argv[1]), *sys.argv[2:])
    codes = load_contract().indicator_units
    seen = [code for code in codes if counts[code]]
    for name in sorted(counts):
        if " " in name:
            print(f"{name:24} {counts[name]}")
    print(f"{'indicators covered':24} {len(seen)} of {len(codes)}")


if __name__ == "__main__":
    main()
