"""Publications sent on: to folders, as archives, to other servers."""
