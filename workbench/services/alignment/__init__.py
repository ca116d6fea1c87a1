"""Existing translations: begun, aligned, corrected by people, accepted into editions."""
