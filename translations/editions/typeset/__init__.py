"""Printing: an edition as values, a page that is set from them, an engine that sets it."""
