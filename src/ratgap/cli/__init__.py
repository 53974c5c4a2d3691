"""The command line: thin, one file per command."""

to_tidy: list[str] = []
"""What is to be put in order before the process may end: a file half written, a cursor hidden."""
