"""The frame of a report: when it was published, which region reports, its title and language.

In: page and mentions, with what is known from outside. Out: one value for the whole report, each with its
basis. Never single figures.
"""
