"""Use cases: each gathers, decides by the pure core and persists in one transaction."""
