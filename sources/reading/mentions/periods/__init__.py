"""Expressions of time: found, and read as stretches of the calendar."""
