"""From the participants of a list to states: every row is resolved, noticed or a problem."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ratgap.lists.listing import ListedRow, Listing
from ratgap.model.names import Names, UnknownName
from ratgap.model.state import State
from ratgap.problem import Problem, Where

_FOOTNOTE = re.compile(
    r"""(?: <(?P<tag>\w+)>[^<]*</(?P=tag)>        # a superscript left as literal text
        | \(\s*\d+(?:\s*,\s*\d+)*\s*\)            # (3)(6)(29)
        | \[\s*\d+(?:\s*,\s*\d+)*\s*\]            # [3]
        | [*†‡§]+                                 # asterisks and daggers
        | [¹²³⁰-⁹]+                               # raised digits
        | (?<=\D)\d{1,3}(?:\s*,\s*\d{1,3})*       # digits stuck to the name, or after a blank
      ) \s* $""",
    re.VERBOSE,
)
_LEADING_MARK = re.compile(r"^[*†‡§]+\s*")
_FOR_A_PART = re.compile(
    r"[\s,;:(–—-]+(?P<note>(?:for|in respect of|on behalf of|excluding|including|except)\b.*?)\)?$",
    re.IGNORECASE,
)
_SUB_ROW = re.compile(r"^[-–—•·]\s*\S")


class Resolved(NamedTuple):
    """The rows with the codes of their states; what failed, and what was knowingly left out."""

    rows: tuple[ListedRow, ...]
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


def clean(name: str) -> str:
    """Return ``name`` without the footnote marks that lists attach to it."""
    name = _LEADING_MARK.sub("", name.strip())
    while (shorter := _FOOTNOTE.sub("", name).rstrip(" ,")) != name:
        name = shorter
    return name


def resolve(listing: Listing, states: Mapping[str, State]) -> Resolved:
    """Find the state of every row of ``listing`` among ``states``.

    A note that the act holds "for" some part, or leaves one out, is kept as the row's note. Rows
    of former states and of parts (sub-rows, which begin with a dash) are left out with a notice;
    a name that finds no state is a problem with suggestions, and so is a code that says another
    state than the name beside it.
    """
    names = Names(states)
    rows: list[ListedRow] = []
    problems, notices = list(listing.problems), []
    for row in listing.rows:
        where = Where(listing.file, row.line, 1)
        if _SUB_ROW.match(row.name):
            notices.append(Problem(where, "list-part", f"{row.name}: part of a state, passed over"))
            continue
        try:
            resolved = _resolved(row, names)
        except UnknownName as error:
            message = f'no state is known as "{error.text}"'
            problems.append(Problem(where, "list-name", message, error.remedy or _REMEDY))
            continue
        if states[resolved.code].former:
            notices.append(Problem(where, "list-former", f"{row.name}: former state, passed over"))
        else:
            rows.append(resolved)
    return Resolved(tuple(rows), tuple(problems), tuple(notices))


_REMEDY = "give the state's code, or add the name to the state's `also`"


def _resolved(row: ListedRow, names: Names) -> ListedRow:
    """Return ``row`` with its state's code; raise ``UnknownName``."""
    if row.code:
        return row._replace(code=_by_code(row, names))
    name = clean(row.name)
    try:
        return row._replace(code=names.find(name))
    except UnknownName:
        note = _FOR_A_PART.search(name)
        if note is None:
            raise
    code = names.find(clean(name[: note.start()]))
    return row._replace(code=code, note="; ".join(filter(None, (row.note, note["note"]))))


def _by_code(row: ListedRow, names: Names) -> str:
    """Return the state of the row's code; raise ``UnknownName`` if the name says another."""
    try:
        named = names.find(clean(row.name))
    except UnknownName:
        # The code says it, in a list whose names are in another language.
        return names.find(row.code)
    try:
        code = names.find(row.code)
    except UnknownName:
        raise UnknownName(row.code, [f"{named} ({clean(row.name)})"]) from None
    if named != code:
        raise UnknownName(f"{row.code}, {row.name}", (code, named))
    return code
