"""Tables that a reading writes, one batch at a time: reports, the ledger of figures, observations.

The columns and their order are the contract that the facts of the warehouse repeat. Derived values (per head,
deflated, re-cast to other borders) do not belong here.
"""

from __future__ import annotations

from checks.tables import vocabulary as words
from checks.tables.declaration import Column, Table
from checks.tables.fault_rules import FaultRule
from checks.tables.landed import catalogue_version, reader_version, sidecar_batch_id
from checks.tables.reasons import Reason


def _report_id() -> Column:
    return Column(
        "report_id", "text", "SHA-256 (hex) of the report's bytes as received.", pattern=words.SHA256
    )


def _batch_id() -> Column:
    return Column(
        "batch_id",
        "text",
        "Batch of the reading; the newest batch of a report counts.",
        pattern=words.BATCH_ID,
    )


def _extractor_version() -> Column:
    return Column("extractor_version", "text", "Version of the rules that read the report.")


def _offsets() -> tuple[Column, Column]:
    return (
        Column(
            "char_start", "integer", "Start of the figure in the report's text, in code points from 0.", low=0
        ),
        Column(
            "char_end", "integer", "End of the figure, exclusive: text[char_start:char_end] = quote.", low=1
        ),
    )


REPORTS = Table(
    name="reports",
    description="Reports that were read, with their text and what the report says about itself.",
    grain="One row per report and batch.",
    key=("report_id",),
    columns=(
        _report_id(),
        Column("report_file", "text", "File name as received, without folders."),
        Column("source", "text", "Connector that brought the file."),
        Column("source_path", "text", "Path or address the file was taken from."),
        Column("source_url", "text", "Address the report was published at.", nullable=True),
        Column("title", "text", "Title of the report.", nullable=True),
        Column(
            "region_code",
            "text",
            "Region that reports, ISO 3166-2.",
            nullable=True,
            pattern=words.REGION_CODE,
        ),
        Column("region_basis", "text", "How the region is known.", nullable=True, allowed=words.RegionBasis),
        Column(
            "region_conflict",
            "text",
            "Another region, that the folder, the sidecar or the text speaks for; null where all agree.",
            nullable=True,
            pattern=words.REGION_CODE,
        ),
        Column("language", "text", "Language of the report.", nullable=True, allowed=words.Language),
        Column("published_on", "date", "Publication date; null where nothing tells it.", nullable=True),
        Column(
            "published_basis",
            "text",
            "Where that date comes from.",
            nullable=True,
            allowed=words.PublishedBasis,
        ),
        Column("media_type", "text", "Media type of the content."),
        Column("encoding", "text", "Character encoding, for plain text formats.", nullable=True),
        Column("byte_count", "integer", "Size as received, in bytes.", low=0),
        Column("char_count", "integer", "Length of the text in code points.", low=0),
        Column("received_at", "timestamp", "When the file was landed (UTC)."),
        Column("recorded_at", "timestamp", "Since when the warehouse knows this reading (UTC)."),
        _batch_id(),
        Column("text", "long_text", "The stored text, never edited."),
        Column("figures_count", "integer", "Figures found in the text.", low=0),
        Column("observations_count", "integer", "Observations made of them.", low=0),
        Column("review_count", "integer", "Figures left for a person to decide.", low=0),
        _extractor_version(),
        reader_version(),
        sidecar_batch_id(),
        catalogue_version(),
    ),
)

FIGURES = Table(
    name="figures",
    description="The ledger: every number printed in a report, and what became of it.",
    grain="One row per figure of a report.",
    key=("figure_id",),
    columns=(
        Column("figure_id", "text", "Hash of report_id, char_start and char_end.", pattern=words.STABLE_ID),
        _report_id(),
        Column("report_file", "text", "File name as received, without folders."),
        *_offsets(),
        Column("quote", "text", "The figure as printed."),
        Column(
            "locator", "text", "Page, sheet and cell, table row or paragraph in the original.", nullable=True
        ),
        Column("disposition", "text", "What became of the figure.", allowed=words.Disposition),
        Column(
            "reason",
            "text",
            "Short code, for a figure that is no observation.",
            nullable=True,
            allowed=Reason,
        ),
        Column(
            "fault_rule",
            "text",
            "For the reason reading_fault: the rule that the reading broke.",
            nullable=True,
            allowed=FaultRule,
        ),
        Column(
            "value", "number", "The number as read, in base units; the lower bound of a range.", nullable=True
        ),
        Column("value_high", "number", "Upper bound of a range.", nullable=True),
        Column("unit", "text", "Unit of the number.", nullable=True),
        _batch_id(),
        _extractor_version(),
    ),
)

OBSERVATIONS = Table(
    name="observations",
    description="Figures that were understood: what was counted, where, when, how sure, in which sentence.",
    grain="One row per figure and indicator of a report.",
    key=("observation_id",),
    columns=(
        Column("observation_id", "text", "Hash of the figure and the indicator.", pattern=words.STABLE_ID),
        Column("figure_id", "text", "The figure in the ledger.", pattern=words.STABLE_ID),
        _report_id(),
        Column("indicator_code", "text", "What was counted.", pattern=words.INDICATOR_CODE),
        Column("subject_area", "text", "Fact table of the indicator.", allowed=words.SubjectArea),
        Column(
            "region_code",
            "text",
            "Region that reports the figure, or that a figure told for comparison describes; ISO 3166-2.",
            nullable=True,
            pattern=words.REGION_CODE,
        ),
        Column("region_basis", "text", "How the region is known.", nullable=True, allowed=words.RegionBasis),
        Column("value", "number", "Point or lower bound, in base units; a decrease is negative."),
        Column("value_high", "number", "Upper bound of a range.", nullable=True),
        Column("unit", "text", "Unit of the value."),
        Column("comparator", "text", "How the value bounds what was counted.", allowed=words.Comparator),
        Column("measure", "text", "Level, share or change.", allowed=words.Measure),
        Column(
            "plan_actual", "text", "Whether it happened, is planned or is needed.", allowed=words.PlanActual
        ),
        Column("period_kind", "text", "Kind of the period.", allowed=words.PeriodKind),
        Column("period_start", "date", "First day; null where the text does not say.", nullable=True),
        Column("period_end", "date", "Last day, inclusive; null where the text does not say.", nullable=True),
        Column("period_basis", "text", "How the dates are known.", nullable=True, allowed=words.PeriodBasis),
        Column("period_as_stated", "text", "The words that tell the period.", nullable=True),
        Column(
            "compared_with_start", "date", "First day of the period a change is measured from.", nullable=True
        ),
        Column("compared_with_end", "date", "Last day of that period.", nullable=True),
        Column("age_group", "text", "Age group counted.", nullable=True, allowed=words.AgeGroup),
        Column(
            "patient_origin_code",
            "text",
            "Where the patients come from, if not from the reporting region.",
            nullable=True,
            pattern=words.REGION_CODE,
        ),
        Column("residence", "text", "Town or village.", nullable=True, allowed=words.Residence),
        Column("staff_category", "text", "Category of staff.", nullable=True, allowed=words.StaffCategory),
        Column("facility_type", "text", "Type of facility.", nullable=True, allowed=words.FacilityType),
        Column("funding", "text", "Source of money.", nullable=True, allowed=words.Funding),
        Column("equipment_kind", "text", "Kind of equipment.", nullable=True, allowed=words.EquipmentKind),
        Column("dimensions", "text", "Whatever else was said, as a JSON object.", nullable=True),
        Column("facility", "text", "Facility as stated.", nullable=True),
        Column("place", "text", "Place inside the region, as stated.", nullable=True),
        Column(
            "scope",
            "text",
            "Whom the figure describes; null in rows of earlier releases.",
            nullable=True,
            allowed=words.Scope,
        ),
        Column("programme_code", "text", "State programme.", nullable=True),
        Column("group_id", "text", "Figures that belong together.", nullable=True),
        Column(
            "group_role",
            "text",
            "Part the figure plays in its group.",
            nullable=True,
            allowed=words.GroupRole,
        ),
        Column("sentence", "text", "The evidence, verbatim."),
        Column(
            "sentence_start", "integer", "Start of the sentence in the text, in code points from 0.", low=0
        ),
        Column(
            "confidence",
            "number",
            "Probability that the row is right in everything, as real pages taught it.",
            low=0,
            high=1,
        ),
        Column(
            "doubts", "text", "Attributes least sure, the least first, separated by commas.", nullable=True
        ),
        Column("rule_id", "text", "Rule that made the observation."),
        _extractor_version(),
        Column("flags", "text", "Doubts worth a look, separated by commas.", nullable=True),
        Column("review_state", "text", "Whether a person has looked at it.", allowed=words.ReviewState),
        Column(
            "value_as_read", "number", "What was read, where a person corrected the value.", nullable=True
        ),
        _batch_id(),
        Column("quote", "text", "The figure as printed."),
        *_offsets(),
    ),
)
