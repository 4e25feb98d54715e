"""Figures in tables: the same values by labels, heads and captions.

In: a page with cells, the report's frame. Out: `CellReading`, one for each figure of a cell. Knows heads,
units, totals and columns of change; never the rules of prose.
"""
