"""Editions as books for reading devices: pages in XHTML, their contents and their package."""
