"""The version of the readers.

Apart from them, because whoever only compares versions must not load the libraries of all formats.
"""

READER_VERSION = "2"
"""Raised once in a release whose readers give another text for any file, or take files that were refused
(docs/operate.md): landed reports are then opened again from their bytes.
"""
