"""Translation memories at work: kept, looked up, cared for, exchanged."""
