"""Read one report: from its text to its ledger and its observations.

The list of the stages and nothing else; what a stage decides, no later one changes.
"""

from __future__ import annotations

from sources.catalogue.lexicon import load_lexicon
from sources.readers.document import Document
from sources.reading.about.circumstances import UNKNOWN, Circumstances
from sources.reading.about.language import language_of
from sources.reading.about.publication import publication_date
from sources.reading.about.region import reporting_region
from sources.reading.about.relevance import Relevance
from sources.reading.about.title import title_of
from sources.reading.attributes.observation import (
    ReportReading,
    in_reading_order,
)
from sources.reading.attributes.period.dating import (
    Setting,
    frame_end,
)
from sources.reading.layout.page import lay_out
from sources.reading.measurement.other_sectors import without_other_sectors
from sources.reading.measurement.prose import read_figures
from sources.reading.mentions.periods.finding import find_periods
from sources.reading.mentions.periods.in_page import figures_in_periods, within_body
from sources.reading.mentions.places.finding import find_places, resolve
from sources.reading.output.completing import complete_cells, complete_prose
from sources.reading.output.ledger import rows_outside
from sources.reading.tables.grid import read_cells


def read_report(document: Document, circumstances: Circumstances = UNKNOWN) -> ReportReading:
    """Read a document. Every figure of its text is in the ledger; what is not safe is left for review with
    its reason.
    """
    page = lay_out(document, load_lexicon())
    publication = publication_date(document, circumstances.published_on, circumstances.received_on)
    mentions = find_places(page.text, page.folded, publication.on)
    title = circumstances.title or title_of(page)
    region = reporting_region(
        page.text,
        mentions,
        sidecar_region=circumstances.sidecar_region,
        folder_region=circumstances.region_hint,
        title=title,
        on=publication.on,
        body=page.body,
    )
    periods = within_body(find_periods(page.text, page.folded, publication.on), page.body)
    framed = frame_end(page, periods) if publication.on is None else None
    setting = Setting(page, region, publication, resolve(mentions, region.code), periods, framed)
    figures = without_other_sectors(read_figures(page, figures_in_periods(page, periods)), Relevance(page))
    tables = circumstances.about_tables(document)
    cells = read_cells(page, periods, setting.places, region, publication.on, tables)
    prose, prose_rows = complete_prose(figures, setting)
    tabular, cell_rows = complete_cells(cells, setting)
    return ReportReading(
        title=title,
        language=language_of(page),
        region=region,
        publication=publication,
        ledger=in_reading_order([*prose_rows, *cell_rows, *rows_outside(page)]),
        observations=tuple(sorted([*prose, *tabular], key=lambda one: one.start)),
    )
