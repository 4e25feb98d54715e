"""Observations and the ledger: what was read, completed, booked, corrected by people, demoted where it
breaks a rule.

In: figure and cell readings. Out: rows of the landed tables.
"""
