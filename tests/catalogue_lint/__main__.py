"""Look the catalogue over: `python -m tests.catalogue_lint [--all | --shrink]`.

Prints, sorted, every finding that the baseline does not hold and every one it holds in vain; exit code 1 when
there is any. `--all` prints what the baseline holds too, `--shrink` takes out of it what is found no more.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

from sources.catalogue.lexicon import load_lexicon
from tests.catalogue_lint.baseline import BASELINE, Allowance, compare, load_baseline, shrunk, write_baseline
from tests.catalogue_lint.catalogue import load_catalogue
from tests.catalogue_lint.finding import Finding
from tests.catalogue_lint.kinds import KINDS, findings_of
from tests.catalogue_lint.texts import spoken_in, texts_at_hand

_SHRINK = "python -m tests.catalogue_lint --shrink"


def main(arguments: Sequence[str]) -> int:
    """Print what is found; 0 when it is what the baseline holds, 1 when it is not, 2 when asked for anything
    unknown.
    """
    if arguments and (len(arguments) > 1 or arguments[0] not in ("--all", "--shrink")):
        print("usage: python -m tests.catalogue_lint [--all | --shrink]", file=sys.stderr)
        return 2
    findings = findings_of(load_catalogue(spoken_in(texts_at_hand(), load_lexicon())))
    baseline = load_baseline(KINDS)
    if "--shrink" in arguments:
        baseline = shrunk(baseline, findings)
        write_baseline(baseline)
    lines, code = verdict(findings, baseline, everything="--all" in arguments)
    print("\n".join(lines))
    return code


def verdict(
    findings: Sequence[Finding], baseline: Sequence[Allowance], *, everything: bool = False
) -> tuple[list[str], int]:
    """What to print, sorted, and the exit code; `everything` prints what the baseline holds too."""
    compared = compare(findings, baseline)
    lines = [str(finding) for finding in (findings if everything else compared.new)]
    for kind, subject, phrase in compared.gone:
        said = f" «{phrase}»" if phrase else ""
        lines.append(f"{BASELINE.name}: {kind}: {subject}{said}: found no more; let `{_SHRINK}` take it out")
    lines.append(_summary(findings, len(compared.new), len(compared.gone)))
    return lines, 1 if compared.new or compared.gone else 0


def _summary(findings: Sequence[Finding], new: int, gone: int) -> str:
    counts = Counter(finding.kind for finding in findings)
    told = ", ".join(f"{kind} {counts[kind]}" for kind in KINDS if counts[kind]) or "nothing"
    if not new and not gone:
        return f"Catalogue: {told}; all of it in the baseline."
    return (
        f"Catalogue: {told}; {new} not in the baseline, {gone} in it and found no more. "
        f"Mend what is new, or write it into {BASELINE.name} by hand with the reason why it may stand."
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
