"""The commands of the `workbench` program, one file a family; `workbench/cli.py` joins them."""
