"""The Dagster side: assets, checks, sensors, schedule, jobs, settings and the command line.

Thin wrappers only. What a report means belongs to sources/, what a table must hold to checks/, SQL to
dbt_project/.
"""
