"""From the text of a report to its figures and observations."""

from sources.reading.batch import EXTRACTOR_VERSION, read_batch
from sources.reading.output.tables import Fault, Reading, RowFailure

__all__ = ["EXTRACTOR_VERSION", "Fault", "Reading", "RowFailure", "read_batch"]
