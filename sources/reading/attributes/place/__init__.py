"""Whose figure it is: region, place, where patients come from."""
