"""The gate: how a text out of the data or of the system stands in what the program writes.

Data may come with a pull request, names of files from a stranger's disk, texts from a server. None
of them may steer the terminal, the log of a CI run, a page of Markdown or a spreadsheet.
"""

import re

FORMULA = (*"=+-@\t\r", *map(chr, (0xFF1D, 0xFF0B, 0xFF0D, 0xFF20)))
"""What begins with one of these, be it as wide as a Chinese sign, a spreadsheet may calculate."""

# GitHub takes "::" for a command where a line begins with it, blanks or not, and its older form
# wherever it stands; Azure has ##vso.
_COMMAND = re.compile(r"^(\s*):(?=:)|#(?=#(?:\[|vso\[))", re.MULTILINE)
# What a terminal obeys: not what this program colours and links with.
_STEERS = re.compile(
    r"(\x1b\[[\d;]*m|\x1b\]8;[^\x1b]*\x1b\\)|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]"
)
# Where the comma is the decimal sign, a spreadsheet parts cells at semicolons, quoted or not.
_BEHIND = f"(;\\s*)(?=[{re.escape(''.join(FORMULA))}])"
_MARKS = re.compile(r"([\\|<>*_`\[\]~&#])")
# Behind a host only a number is a port: what reads Markdown writes any other address anew.
_ADDRESS = re.compile(
    r"(https?://[^\s<>|/?#:@[\]]*[^\s<>|/?#:@[\].,;)](?::\d+)?(?:[/?#](?:[^\s<>|]*[^\s<>|.,;:)])?)?)"
)
# A code host finds these in a text that is already laid out, where no backslash counts any more.
_LIVE = re.compile(
    r"@(?=\w)|#(?=\w)|GH-(?=\d)|:(?=[\w+-]+:)|www(?=\.)|(?:https?|ftp|mailto|xmpp)(?=:)",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"^(?:([-+])(?=\s)|\+$|(\d+)(?=[.)](?:\s|$))|(?=-{2,}\s*$|=+\s*$))")
_NOTHING = "<!-- -->"


def lines(text: str) -> str:
    """Return ``text``, which may have several lines, as plain output has it."""
    harmless = _STEERS.sub(lambda sign: sign[1] or _written(sign[0]), text)
    return _COMMAND.sub(lambda begun: f"{begun[0]} ", harmless)


def line(text: str) -> str:
    """Return ``text`` on one line on which every sign can be seen.

    A blank at which no line breaks is one, as French has before a colon and Russian in a day.
    """
    return lines("".join(c if c.isprintable() or c == "\xa0" else _written(c) for c in text))


def cell(text: str) -> str:
    """Return ``text`` as a cell of CSV: on one line, and no formula to any spreadsheet."""
    flat = " ".join(text.splitlines())
    if ";" in flat:
        flat = re.sub(_BEHIND, r"\1'", flat)
    return f"'{flat}" if text.startswith(FORMULA) else flat


def markdown(text: str, *, begins: bool = True) -> str:
    """Return ``text`` so that Markdown shows it as it is, with every address in it as a link.

    ``begins``: whether it begins a line or an item, where a number with a dot would begin a list.
    """
    first, *others = _ADDRESS.split(" ".join(text.split()))
    begun = _BLOCK.sub(_as_text, _escaped(first)) if begins else _escaped(first)
    rest = (_escaped(part) if n % 2 else f"<{part}>" for n, part in enumerate(others))
    return "".join((begun, *rest))


def _escaped(text: str) -> str:
    live = _LIVE.sub(lambda found: f"{found[0]}\0", text)
    return _MARKS.sub(r"\\\1", live).replace("$", "<span>$</span>").replace("\0", _NOTHING)


def _as_text(begun: re.Match[str]) -> str:
    """Return what would begin a list, a line or a heading as a text that begins with it."""
    return f"{begun[2]}\\" if begun[2] else f"\\{begun[0]}"


def _written(sign: str) -> str:
    return sign.encode("unicode_escape").decode()
