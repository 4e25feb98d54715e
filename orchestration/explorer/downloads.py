"""Any table as CSV or Parquet, filtered as the page it is taken from."""

from __future__ import annotations

import io

import pyarrow.csv
import pyarrow.parquet

from orchestration.explorer.database import identifier
from orchestration.explorer.pages.tables import columns_of, conditions
from orchestration.explorer.visit import Missing, Visit

MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


def table_as(visit: Visit, name: str) -> tuple[bytes, str]:
    """The bytes of `TABLE.csv` or `TABLE.parquet` with their media type; raises Missing for another name."""
    table, _, form = name.rpartition(".")
    if form not in MEDIA_TYPES:
        raise Missing(name)
    columns = columns_of(visit.snapshot, table)
    where, values = conditions({str(one["column_name"]) for one in columns}, visit)
    found = visit.snapshot.connection.execute(
        f"select * from {identifier(table)}{where}", values or None
    ).to_arrow_table()
    sink = io.BytesIO()
    if form == "csv":
        # spreadsheets take a file without this mark for another encoding
        sink.write(b"\xef\xbb\xbf")
        pyarrow.csv.write_csv(found, sink)
    else:
        pyarrow.parquet.write_table(found, sink, compression="zstd")
    return sink.getvalue(), MEDIA_TYPES[form]
