"""Rows of CSV: values by path, and how each kind of value is written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


def key(path: str) -> str:
    """Return the name of the column of ``path``."""
    return path.replace(".", "_")


def values(entry: object, paths: Iterable[str]) -> list[object]:
    """Return what lies at the end of each of ``paths`` from ``entry`` on."""
    return [_value(entry, path) for path in paths]


def _value(entry: object, path: str) -> object:
    """Return what lies at the end of ``path``; None where any part of it is absent."""
    for part in path.split("."):
        if entry is None:
            return None
        entry = getattr(entry, part)
    return entry


def write(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return ``rows`` under ``head`` as CSV text."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_text(value) for value in row] for row in rows)
    return text.getvalue()


def _text(value: object) -> str:
    """Return a value as one cell: empty for null, what is several joined by semicolons."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ";".join(map(str, value))
    if isinstance(value, dict):
        return ";".join(f"{key}={entry}" for key, entry in value.items())
    return str(value)
