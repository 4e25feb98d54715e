"""One engine of scope: which cue governs a figure, how far it reaches, and what ends it.

The idea is ConText's, of clinical language processing. Cues are found elsewhere; rules are data of one form.
"""
