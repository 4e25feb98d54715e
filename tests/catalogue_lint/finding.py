"""What the linter finds. Holds the value and its wording; each kind of fault is a module of its own."""

from __future__ import annotations

from dataclasses import dataclass

# A finding without what it can change is none: kind, what it is about, the words, as the baseline keeps them.
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault of the catalogue.

    `kind` is one of `tests.catalogue_lint.kinds`, `file` stands under `sources/catalogue`, `subject` is the
    concept, the concepts («doctor + staff»), the rule or the indicator, `phrase` the words, the language or
    the rule that is at fault (empty where the subject says all), `remedy` what to do.
    """

    kind: str
    file: str
    subject: str
    phrase: str
    remedy: str

    @property
    def key(self) -> Key:
        """By what the baseline knows the finding: files may be parted and remedies worded anew."""
        return self.kind, self.subject, self.phrase

    def __str__(self) -> str:
        said = f" «{self.phrase}»" if self.phrase else ""
        return f"{self.file}: {self.kind}: {self.subject}{said}: {self.remedy}"
