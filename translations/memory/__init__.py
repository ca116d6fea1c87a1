"""Translation memory: what was translated once is found again, for equal and similar texts."""
