"""The baseline may only shrink: nothing writes into it but a hand, and what is gone has to leave it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue_lint.__main__ import main, verdict
from tests.catalogue_lint.baseline import (
    Allowance,
    compare,
    load_baseline,
    shrunk,
    write_baseline,
)
from tests.catalogue_lint.finding import Finding, Key
from tests.catalogue_lint.kinds import KINDS

OLD, NEW, GONE = (Finding("same_phrase", "lexicon/a.yml", "bed + ward", text, "mend it") for text in "abc")
BASELINE = (Allowance("as found", (OLD.key, GONE.key)), Allowance("meant", (("silent_concept", "bed", ""),)))
_KEYS = st.sets(
    st.tuples(
        st.sampled_from(sorted(KINDS)),
        st.sampled_from(("bed", "bed + ward")),
        st.sampled_from(("", "кой*", "1", "no")),
    ),
    max_size=8,
)


def write(folder: Path, text: str) -> Path:
    path = folder / "baseline.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_the_baseline_does_not_hold_is_new_and_what_it_holds_in_vain_is_gone() -> None:
    compared = compare([OLD, NEW], BASELINE)
    assert compared.new == (NEW,)
    assert compared.gone == (GONE.key, ("silent_concept", "bed", ""))


def test_a_finding_is_the_same_in_another_file_and_with_another_remedy() -> None:
    moved = Finding(OLD.kind, "lexicon/b.yml", OLD.subject, OLD.phrase, "or so")
    assert compare([moved], (Allowance("as found", (OLD.key,)),)).new == ()


def test_shrinking_takes_out_what_is_gone_keeps_the_reasons_and_adds_nothing() -> None:
    assert shrunk(BASELINE, [OLD, NEW]) == (Allowance("as found", (OLD.key,)),)


@given(_KEYS, _KEYS)
def test_a_shrunk_baseline_holds_nothing_that_it_did_not_hold_before(
    known: set[Key], found: set[Key]
) -> None:
    findings = [Finding(kind, "a.yml", subject, phrase, "") for kind, subject, phrase in found]
    kept = {key for one in shrunk((Allowance("x", tuple(known)),), findings) for key in one.keys}
    assert kept == known & found


@given(_KEYS)
def test_a_baseline_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, keys: set[Key]
) -> None:
    # A subject with and without words would be one entry of the file; no kind has both.
    told = tuple(sorted(key for key in keys if key[2] or not any(o[:2] == key[:2] and o[2] for o in keys)))
    path = tmp_path_factory.mktemp("baseline") / "baseline.yml"
    write_baseline([Allowance("as found: so far", told)], path)
    assert load_baseline(KINDS, path) == (Allowance("as found: so far", told),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- findings: {silent_concept: {bed: []}}", "without a reason; say in `reason` why"),
        ("- {reason: ' ', findings: {silent_concept: {bed: []}}}", "without a reason"),
        ("- {reason: x, findings: {silent: {bed: []}}}", "no kind 'silent'; there are same_phrase"),
        ("- {reason: x, findings: {silent_concept: {bed: []}}}\n" * 2, "'silent_concept bed' stands twice"),
    ],
)
def test_a_baseline_that_says_too_little_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        load_baseline(KINDS, write(tmp_path, text))


def test_the_baseline_of_this_repository_can_be_read() -> None:
    assert all(one.keys for one in load_baseline(KINDS))


def test_a_finding_outside_the_baseline_fails_with_what_to_do() -> None:
    lines, code = verdict([OLD, NEW], (Allowance("as found", (OLD.key,)),))
    assert code == 1
    assert lines[0] == "lexicon/a.yml: same_phrase: bed + ward «b»: mend it"
    assert "1 not in the baseline, 0 in it and found no more" in lines[-1]


def test_a_finding_that_is_gone_fails_until_the_baseline_has_shrunk() -> None:
    lines, code = verdict([OLD], BASELINE)
    assert code == 1
    assert lines[0].startswith("baseline.yml: same_phrase: bed + ward «c»: found no more; let `python -m")
    assert verdict([OLD], shrunk(BASELINE, [OLD]))[1] == 0


def test_everything_is_printed_when_asked_for_and_passes_all_the_same() -> None:
    lines, code = verdict([OLD], (Allowance("as found", (OLD.key,)),), everything=True)
    assert (lines[0], code) == (str(OLD), 0)


def test_the_command_refuses_words_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--add"]) == 2
    assert "usage" in capsys.readouterr().err
