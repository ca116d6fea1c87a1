"""Editions for word processors: one manuscript with styles, written as DOCX and as ODT."""
