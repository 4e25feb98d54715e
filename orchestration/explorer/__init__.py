"""The pages of the warehouse: a small web application over the published file, and the same pages as files.

Knows the tables that are published, by name, and nothing of how they come about: no Dagster, no reading, no
dbt. One module per page in `pages/`, each a function from a visit to a template and its values; what a page
says in three languages stands in `interface.csv`, where a region lies in `tiles.csv`. Nothing is loaded from
elsewhere.
"""
