"""Documents and their translations: formats, segments, checks, review, editions.

Pure: values in, values out (files only as bytes, in `formats` and `editions`).
"""
