"""Files that go out for work elsewhere, and what comes home in them."""
