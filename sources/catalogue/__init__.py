"""The vocabulary as data: indicators, lexicon, regions, places, units, programmes, corrections. Loaders
only, no rules.
"""
