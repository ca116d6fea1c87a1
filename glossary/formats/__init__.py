"""Term bases and policies as files: a folder of CSV, TBX (ISO 30042) and TOML."""
