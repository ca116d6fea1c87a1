"""The database: engine, typed tables, migrations, and queries as functions.

SQL stays here; frozen values come out. Nothing in SQL folds, sorts or compares
by language: rows carry folded columns and sort keys that Python made.
"""
