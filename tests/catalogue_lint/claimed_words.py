"""Kind `claimed_word`: a single word that phrases of several concepts match.

Words in a row are compared as whole lines only (`same_phrase`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sources.language.fold import fold
from tests.catalogue_lint.catalogue import Catalogue
from tests.catalogue_lint.finding import Finding
from tests.catalogue_lint.same_phrases import lines_by_concepts


def claimed_words(catalogue: Catalogue) -> Iterator[Finding]:
    """Words that count as several concepts whenever they are found alone."""
    told = _told_as_lines(catalogue)
    files: dict[str, str] = {}
    owners: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for phrase in catalogue.phrases:
        for sequence in phrase.sequences:
            for word in sequence[0].words if len(sequence) == 1 else ():
                owners[word][phrase.concept] = word
                files.setdefault(word, phrase.file)
    stems = {word.removesuffix("*"): word for word in owners if word.endswith("*")}
    for word in owners:
        bare = word.removesuffix("*")
        claims = dict(owners[word])
        for end in range(1, len(bare) + 1):
            stem = stems.get(bare[:end])
            for concept in owners[stem] if stem else ():
                claims.setdefault(concept, stem or word)
        concepts = tuple(sorted(claims))
        if len(concepts) > 1 and not any(set(concepts) <= set(line) for line in told.get(word, ())):
            by = ", ".join(f"{concept} has «{claims[concept]}»" for concept in concepts)
            yield Finding(
                "claimed_word",
                files[word],
                " + ".join(concepts),
                word,
                f"{by}; leave it to the one that is meant, or lengthen the phrase of the other",
            )


def _told_as_lines(catalogue: Catalogue) -> Mapping[str, list[tuple[str, ...]]]:
    """The words of the lines that are findings of their own, with the concepts these stand in."""
    shared = lines_by_concepts(catalogue)
    told: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in catalogue.phrases:
        concepts = shared.get(fold(phrase.written))
        for sequence in phrase.sequences if concepts else ():
            for word in sequence[0].words if len(sequence) == 1 else ():
                told[word].append(concepts or ())
    return told
