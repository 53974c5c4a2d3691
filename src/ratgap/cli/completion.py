"""What shells are told where a word names something of the data: a state, a treaty, a rule.

For commands, options and choices there is a table in a wheel, which scripts/shell_table.py makes of
them; where it is not there, typer answers. For the data typer would take too long: here neither it
nor the data are loaded, but the head of their snapshot.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence

from ratgap import gate, head
from ratgap.language import t

ARGUMENTS = {
    **dict.fromkeys(("report", "plan", "progress", "matrix", "commitments"), ("STATE", "...")),
    **dict.fromkeys(("explain", "draft", "add"), ("STATE", "INSTRUMENT")),
    "feed": ("STATE INSTRUMENT", "..."),
    "instruments": ("INSTRUMENT",),
    "states": ("STATE",),
    "groups": ("GROUP",),
    "sources": ("SOURCE",),
}
"""What the arguments of a command name; ``...``: as many as one likes."""
OPTIONS = {
    **{"--state": "STATE", "--group": "GROUP", "--scope": "SCOPE", "--basis": "BASIS"},
    **{"--instrument": "INSTRUMENT", "--source": "SOURCE", "--explain": "RULE"},
    **{"-s": "STATE", "-g": "GROUP", "-i": "INSTRUMENT"},
}
FLAGS = {
    *("--no-pager", "--bom", "--help", "-h", "--write", "--all", "--full", "--check", "--strict"),
    *("--exit-code", "--accept-removals", "--version", "--fail-on-gap"),
}
"""Options that no value follows."""
TABLE = "options.json"

_LISTING = ("33", "63", "64", "?")
"""What bash has in COMP_TYPE where it lists; a script of another release does not say."""

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
Completions = list[tuple[str, str]]
"""Texts to put in place of the word, each with what it is about."""


def answer(shell: str) -> tuple[str, int] | None:
    """Return what ``shell`` is told, and the exit code; None: typer is to be asked.

    Raises ``ValueError`` or ``KeyError`` where the shell does not ask as it should.
    """
    words, word, quoted = _asked(shell)
    start = ""
    if word.startswith("--") and "=" in word:
        option, _, word = word.partition("=")
        words, start = [*words, option], f"{option}="
    command, option, others = _place(words)
    kinds = "" if word.startswith("-") else _kinds(command, option, others)
    known = _matching(_entries(kinds, words), word) if kinds else _tabled(words, word)
    if known is None:
        return None
    completions = [(start + value, about) for value, about in known]
    if shell == "fish":
        asked = os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args"
        return ("", 0 if completions else 1) if asked else (_lines(completions, "\t"), 0)
    if shell == "zsh":
        parts = ((value.replace(":", "\\:"), about) for value, about in completions)
        pairs = (f"{value}:{about}" if about else value for value, about in parts)
        listed = " ".join("'" + pair.replace("'", "'\\''") + "'" for pair in pairs)
        return f"local -a found; found=({listed}); _describe -V value found\n", 0
    if shell == "bash":
        values = [v if quoted else re.sub(r"([^\w=.-])", r"\\\1", v) for v, _ in completions]
        # Where bash does not list them, it puts what it is given into the line.
        if len(values) < 2 or os.environ.get("COMP_TYPE", "?") not in _LISTING:
            return "\n".join(values), 0
        # The script lets bash look for files by the signs that are left out.
        abouts = [re.sub(r"[*?\[\]\\]", "", about) for _, about in completions]
        return _lines(zip(values, abouts, strict=True), "  "), 0
    # To PowerShell a thing without a text is an error.
    return _lines([(_quoted(value), about or value) for value, about in completions], ":::"), 0


def _quoted(value: str) -> str:
    """Return ``value`` as PowerShell has it as one word: to it any of these signs is a quote."""
    doubled = re.sub("['\u2018-\u201b]", r"\g<0>\g<0>", value)
    return value if re.fullmatch(r"[\w.=-]+", value) else f"'{doubled}'"


def tell_bash_to_say_what_for() -> None:
    """Have the script for bash tell whether it lists, which typer's own does not."""
    from typer import _completion_classes as shown
    from typer import _completion_shared as installed

    at = "COMP_CWORD=$COMP_CWORD"
    script = installed.COMPLETION_SCRIPT_BASH.replace(at, f"{at} COMP_TYPE=$COMP_TYPE")
    installed._completion_scripts["bash"] = script
    shown.BashComplete.source_template = script


def take_help_as_it_stands() -> None:
    """Have typer not load rich to take marks out of help that has none: half of the time."""
    from typer import _completion_classes as shown

    shown._sanitize_help_text = lambda text: text


def _lines(completions: Iterable[tuple[str, str]], between: str) -> str:
    return "".join(f"{value}{between if about else ''}{about}\n" for value, about in completions)


def _asked(shell: str) -> tuple[list[str], str, bool]:
    """Return the words before the one to complete, that one, and whether it is in quotes."""
    if shell == "bash":
        text, at = os.environ["COMP_WORDS"], int(os.environ["COMP_CWORD"])
        # To bash the sign in --state=KG is a word.
        every = [*_split(text), ""]
        words, word = [w for w in every[1:at] if w != "="], every[min(at, len(every) - 1)]
        return words, word.removeprefix("="), text.split("\n")[-1][:1] in ("'", '"')
    text = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    words = _split(text)[1:]
    if shell in ("powershell", "pwsh"):
        word = os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "").strip("'\"")
        return words[:-1] if word else words, word, False
    return words, words.pop() if words and not text.endswith(" ") else "", False


def _split(text: str) -> list[str]:
    """Return the words of ``text`` as a shell parts them; the last may have a quote left open."""
    import shlex

    for end in ("", '"', "'", "\\"):
        try:
            return shlex.split(text + end)
        except ValueError:
            continue
    return text.split()


def _place(words: Sequence[str]) -> tuple[str, str, int]:
    """Return behind which command the next word stands, and option; and behind how many others."""
    plain = []
    option = ""
    for word in words:
        if option or not word.startswith("-"):
            plain += [] if option else [word]
            option = ""
        elif word not in FLAGS and "=" not in word:
            option = word
    command, *others = plain or [""]
    return command, option, len(others)


def _kinds(command: str, option: str, others: int) -> str:
    """Return what a word at such a place names, in the words of ``head.read``."""
    if option:
        # The letter that others have for a state.
        return "SOURCE" if (command, option) == ("import", "-s") else OPTIONS.get(option, "")
    kinds = ARGUMENTS.get(command, ())
    if "..." in kinds:
        return kinds[0]
    return kinds[others] if others < len(kinds) else ""


def _tabled(words: Sequence[str], word: str) -> Completions | None:
    """Return the commands, options or values that ``word`` begins; None: no table tells."""
    import json

    try:
        with open(os.path.join(os.path.dirname(__file__), TABLE), encoding="utf-8") as stream:
            table = json.load(stream)
    except OSError:
        return None
    command, option, others = _place(words)
    options = table[command][1]
    if option:
        values = [value for names, _, every, _ in options if option in names for value in every]
        return [(value, "") for value in values if value.startswith(word)] or None
    if word.startswith("-"):
        given = {each.partition("=")[0] for each in words}
        left = [o[:2] for o in options if o[3] or given.isdisjoint(o[0])]
        named = [(name, " ".join(t(about).split())) for names, about in left for name in names]
        return [(name, about) for name, about in named if name.startswith(word)]
    if command or others:
        return None
    return [(name, t(line)) for name, (line, _) in table.items() if name and name.startswith(word)]


def _entries(kinds: str, words: Sequence[str]) -> list[Sequence[str]]:
    """Return the texts by which each thing of ``kinds`` is named, in the data that are asked."""
    if kinds == "RULE":
        page = os.path.join(os.path.dirname(__file__), os.pardir, "check", "rules.md")
        with open(page, encoding="utf-8") as stream:
            return re.findall(r"^\| \[([\w-]+)\].*\| (.+) \|$", stream.read(), re.MULTILINE)
    chosen = os.environ.get("RATGAP_DATA")
    for option, value in zip(words, [*words[1:], ""], strict=True):
        if option == "--data" or option.startswith("--data="):
            chosen = option.partition("=")[2] or value
    names = head.read(chosen or None)
    if names is None:
        from ratgap.api import load_dataset
        from ratgap.load.snapshot import names as named

        names = named(load_dataset(chosen or None))
    return [entry for kind in kinds.split() for entry in names[kind]]


def _matching(entries: list[Sequence[str]], word: str) -> Completions:
    """Return what begins as ``word`` does: by codes, else by ids, else by names."""
    start = word.casefold()
    for n in range(max(map(len, entries), default=0)):
        completions = [
            (gate.line(entry[n]), gate.line(entry[-1]))
            for entry in entries
            if n < len(entry) and entry[n].casefold().startswith(start)
        ]
        if completions:
            return completions
    return []
