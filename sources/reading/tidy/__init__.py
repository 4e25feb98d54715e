"""Tidy tables: every row is one observation by its columns, or is turned away with the reason."""
