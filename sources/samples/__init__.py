"""Bundled sample reports: what a first `make refresh` reads when no inbox exists yet.

Holds reports in our own words and the script that renders the binary ones; no code that reads them. A file at
the
root has no region of its own and must be placed by its text; a folder is named by the ISO code of the
directorate.
Numbers of doctors and hospitals at the end of a year and of residents are those of the national statistics
office;
all other figures are composed at plausible magnitudes to show what the reading does, and must not be cited.
This note stands here because a README in this folder would be read as a report.
"""
