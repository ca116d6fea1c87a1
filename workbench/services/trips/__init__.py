"""Files that go out for work elsewhere, and what they bring home."""
