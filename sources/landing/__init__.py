"""Landing: how files become rows of the raw zone, and how batches move between the zones without loss.

Holds the zones, the batch directories, the inbox, landing, promotion, retry and compaction. Where files come
from belongs to `sources.connectors`, what their bytes say to `sources.readers`, what their text means to
`sources.reading`.
"""
