"""A table for review as DOCX (Office Open XML, ECMA-376): source and translation, row by row.

It is written and read here without any library for Word; what people do to it in Word or
LibreOffice (tracked changes, comments in the margin, rows that move) is read for what it means.
"""
