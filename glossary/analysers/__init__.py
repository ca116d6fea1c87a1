"""Analysers: from a word form to its readings. One file gives one library a typed face."""
