"""The page of the manual, made from the help of the commands: ``python scripts/manual.py FILE``.

No page is kept by hand; ``man -l FILE`` shows it.
"""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path


def page() -> str:
    """Return the page, in the language of roff: each help text stands in it as it is printed."""
    from ratgap import __version__
    from ratgap.cli.commands import COMMANDS
    from ratgap.cli.main import main

    parts = [
        f'.TH RATGAP 1 "" "ratgap {__version__}" "User commands"',
        ".SH NAME\nratgap \\- which treaties a state still has to join, and how that is known",
    ]
    for arguments in ([], *([name] for name in COMMANDS)):
        text = StringIO()
        with redirect_stdout(text):
            main([*arguments, "--help"])
        title = " ".join(["ratgap", *arguments]).upper()
        parts.append(f".SH {title}\n.nf\n{_literal(text.getvalue())}\n.fi")
    return "\n".join(parts) + "\n"


def _literal(text: str) -> str:
    """Return ``text`` so that roff, to which some signs are commands, shows it as it is."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" for line in plain.splitlines())


if __name__ == "__main__":
    target = Path(sys.argv[1])
    os.environ["COLUMNS"] = "78"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(), "utf-8")
