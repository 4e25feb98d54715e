"""The page of a report: its lines with their roles, its sentences, tokens, concepts and figures.

In: a document as its reader left it. Out: a `Page`. Knows letters, marks and where a sentence ends; never
what a figure means.
"""
