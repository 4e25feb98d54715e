"""The texts at hand: annotated reports, cases and samples, and the concepts that are found in them.

Holds no judgement. No figure is read: which words there are is all that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sources.catalogue.data_file import read_yaml
from sources.catalogue.lexicon import Lexicon
from sources.language.fold import fold
from sources.language.kazakh_scripts import transcribed
from sources.language.tokens import sentences, tokenize
from sources.readers import read_document
from sources.readers.containers import expand
from tests.catalogue_lint.catalogue import Spoken
from tests.corpus.compile import compile_report, load_contract

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "tests" / "corpus" / "own"
CASES = ROOT / "tests" / "unit" / "reading" / "cases"
SAMPLES = ROOT / "sources" / "samples"
_KAZAKH_LETTER = re.compile("[әғқңөұүһі]")
_CYRILLIC_LETTER = re.compile("[а-я]")


def texts_at_hand() -> Iterator[str]:
    """The text of every annotated report, case and sample; Kazakh in other letters as transcript."""
    for text in (*_reports(), *_cases(), *_samples()):
        transcript = transcribed(text)
        yield text if transcript is None else transcript.text


def spoken_in(texts: Iterable[str], lexicon: Lexicon) -> Spoken:
    """The concepts found in the sentences of some texts, and the words of Kazakh ones only."""
    found: dict[str, set[str]] = {"kazakh": set(), "russian": set(), "other": set()}
    forms: dict[str, set[str]] = {"kazakh": set(), "russian": set(), "other": set()}
    for text in texts:
        folded = fold(text)
        for line in re.finditer(r".+", text):
            for start, end in sentences(text, line.start(), line.end(), folded):
                tokens = tokenize(folded, start, end)
                language = _language(folded, start, end)
                found[language].update(mention.concept for mention in lexicon.find(tokens))
                forms[language].update(token.form for token in tokens)
    return Spoken(
        frozenset().union(*found.values()),
        frozenset(found["russian"]),
        frozenset(found["kazakh"]),
        frozenset(forms["kazakh"] - forms["russian"]),
    )


def _language(folded: str, start: int, end: int) -> str:
    if _KAZAKH_LETTER.search(folded, start, end):
        return "kazakh"
    return "russian" if _CYRILLIC_LETTER.search(folded, start, end) else "other"


def _reports() -> Iterator[str]:
    contract = load_contract()
    for path in sorted(REPORTS.glob("*.txt")):
        document, text, _ = compile_report(path.read_text(encoding="utf-8"), path.stem, contract)
        yield read_document(text.encode(), document["file"]).text


def _cases() -> Iterator[str]:
    """Every text of the cases: sentences and, in some files, whole reports."""
    for path in sorted(CASES.glob("*.yml")):
        yield from _texts(read_yaml(path))


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        data = [value for key, value in data.items() if key != "figures"]
    if isinstance(data, list):
        for one in data:
            yield from _texts(one)
    elif isinstance(data, str):
        yield data


def _samples() -> Iterator[str]:
    for path in sorted(SAMPLES.rglob("*.*")):
        if path.suffix not in (".py", ".pyc", ".yaml"):
            for member in expand(path.read_bytes(), path.name):
                yield read_document(member.content, member.name).text
