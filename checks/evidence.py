"""Whether every number can be shown in its report: quotes, sentences, ledger against observations.

Holds rules that compare rows with the stored text or with each other. What a value means stands in `meaning`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from checks.tables.reasons import Reason
from checks.verdict import findings


def stands_at(
    texts: Mapping[str, str], reports: Sequence[str], starts: Sequence[int], quotes: Sequence[str]
) -> list[bool]:
    """For each row: does `quotes` stand in the text of `reports` at `starts` (code points)?

    Plain slices, because a slice of a Python string costs the length of the quote wherever it stands, and the
    slice of an UTF-8 column costs the length of the text before it: minutes for one long report.
    """
    return [
        texts.get(report, "")[start : start + len(quote)] == quote and len(quote) > 0
        for report, start, quote in zip(reports, starts, quotes, strict=True)
    ]


def quote_findings(reports: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """Figures whose quote is not what stands between their offsets."""
    at_start = pl.Series(
        stands_at(
            _texts(reports),
            figures["report_id"].to_list(),
            figures["char_start"].to_list(),
            figures["quote"].to_list(),
        ),
        dtype=pl.Boolean,
    )
    ends = figures["char_end"] - figures["char_start"] == figures["quote"].str.len_chars()
    return findings(
        figures.filter(~(at_start & ends)), "figures", "quote_at_offsets", "char_start", "char_end", "quote"
    )


def sentence_findings(reports: pl.DataFrame, observations: pl.DataFrame) -> pl.DataFrame:
    """Observations whose sentence does not stand in the text, or does not hold their figure."""
    at_start = pl.Series(
        stands_at(
            _texts(reports),
            observations["report_id"].to_list(),
            observations["sentence_start"].to_list(),
            observations["sentence"].to_list(),
        ),
        dtype=pl.Boolean,
    )
    misplaced = findings(
        observations.filter(~at_start), "observations", "sentence_at_offset", "sentence_start", "sentence"
    )
    sentence_end = pl.col("sentence_start") + pl.col("sentence").str.len_chars()
    outside = observations.filter(
        (pl.col("char_start") < pl.col("sentence_start")) | (pl.col("char_end") > sentence_end)
    )
    return pl.concat(
        [
            misplaced,
            findings(outside, "observations", "figure_in_sentence", "quote", "char_start", "sentence"),
        ]
    )


def ledger_findings(figures: pl.DataFrame, observations: pl.DataFrame) -> pl.DataFrame:
    """Figures booked as observation without one, observations without a figure, differing evidence."""
    booked = figures.filter(pl.col("disposition") == "observation")
    lost = booked.join(observations, on=["report_id", "figure_id"], how="anti")
    unbooked = observations.join(booked, on=["report_id", "figure_id"], how="anti")
    place = ["report_id", "figure_id", "quote", "char_start", "char_end"]
    moved = observations.join(unbooked.select("observation_id"), on="observation_id", how="anti").join(
        booked, on=place, how="anti"
    )
    return pl.concat(
        [
            findings(lost, "figures", "figure_has_observation", "figure_id", "quote"),
            findings(unbooked, "observations", "observation_has_figure", "figure_id", "quote"),
            findings(moved, "observations", "same_quote", "figure_id", "quote", "char_start"),
        ]
    )


def count_findings(reports: pl.DataFrame, figures: pl.DataFrame, observations: pl.DataFrame) -> pl.DataFrame:
    """Reports whose counts differ from their rows, and rows of reports that are not in the batch."""
    counted = (
        reports.select("report_id", "figures_count", "observations_count", "review_count")
        .join(figures.group_by("report_id").agg(pl.len().alias("figure_rows")), on="report_id", how="left")
        .join(
            observations.group_by("report_id").agg(pl.len().alias("observation_rows")),
            on="report_id",
            how="left",
        )
        .join(
            figures.group_by("report_id").agg((pl.col("disposition") == "review").sum().alias("review_rows")),
            on="report_id",
            how="left",
        )
        .with_columns(pl.col("figure_rows", "observation_rows", "review_rows").fill_null(0))
    )
    wrong = counted.filter(
        (pl.col("figures_count") != pl.col("figure_rows"))
        | (pl.col("observations_count") != pl.col("observation_rows"))
        | (pl.col("review_count") != pl.col("review_rows"))
    )
    shown = (
        "figures_count",
        "figure_rows",
        "observations_count",
        "observation_rows",
        "review_count",
        "review_rows",
    )
    strays = [
        findings(
            frame.join(reports, on="report_id", how="anti"), table, "report_of_row", "figure_id", "quote"
        )
        for table, frame in (("figures", figures), ("observations", observations))
    ]
    return pl.concat([findings(wrong, "reports", "counts", *shown), *strays])


def overlap_findings(figures: pl.DataFrame) -> pl.DataFrame:
    """Figures that share characters with the figure before or after them, unless they are booked as faults
    already.
    """
    ordered = (
        figures.filter(pl.col("reason").fill_null("") != Reason.READING_FAULT)
        .sort("report_id", "char_start", "char_end")
        .with_columns(
            pl.col("char_end").cum_max().shift(1).over("report_id").alias("reached"),
            pl.col("char_start").shift(-1).over("report_id").alias("following"),
        )
    )
    return findings(
        ordered.filter(
            (pl.col("char_start") < pl.col("reached")) | (pl.col("char_end") > pl.col("following"))
        ),
        "figures",
        "overlapping_figures",
        "char_start",
        "quote",
    )


def _texts(reports: pl.DataFrame) -> dict[str, str]:
    return dict(zip(reports["report_id"].to_list(), reports["text"].to_list(), strict=True))
