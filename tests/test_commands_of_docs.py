"""Every command and option that a page names is one: in sentences, blocks and workflows."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from ratgap.cli.commands import COMMANDS, app
from transcripts import ROOT

PAGES = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").glob("*.md"),
    *(ROOT / "examples").rglob("*.md"),
    *(ROOT / ".github").rglob("*.yml"),
    *(ROOT / "action.yml", ROOT / "Containerfile", ROOT / "src/ratgap/check/rules.md"),
]
CODE = re.compile(r"^```.*?^```|`[^`]+`", re.MULTILINE | re.DOTALL)
PRINTED = re.compile(r"^(?!\$ ).*\n", re.MULTILINE)
CALL = re.compile(
    r"(?:(?<![\w.$#/-])(?<!The )|(?<=bin/))ratgap (?=[a-z-])([^\n`]*)|\"\$RATGAP\" ([^\n]*)"
)
END = re.compile(r"[|&;()<>]+|#")
"""Where a shell's word ends a command."""


def code(page: Path) -> str:
    """Return what stands as code in ``page``, a line that goes on joined to its next."""
    text = page.read_text("utf-8")
    parts = CODE.findall(text) if page.suffix == ".md" else [text]
    parts = [PRINTED.sub("", part) if part.startswith("```console") else part for part in parts]
    return "\n".join(part.strip("`") for part in parts).replace("\\\n", " ")


def calls(text: str) -> list[list[str]]:
    """Return the arguments of each ``ratgap`` in ``text``, up to what is another command's."""
    found = []
    for call in CALL.finditer(text):
        lexer = shlex.shlex(call[1] or call[2], posix=True, punctuation_chars="|&;()<>")
        lexer.wordchars += "[],=:+*/{}@^%$…"
        words: list[str] = []
        for word in lexer:
            if END.fullmatch(word):
                break
            # An array of options, empty as a rule, is no word of its own.
            words += [] if "[@]" in word else [word]
        found.append(words)
    return found


@cache
def command(name: str) -> tuple[Any, list[Any]]:
    """Return the command of ``name`` as typer has it, with its options; "": the program."""
    group: Any = get_command(app)
    asked = group
    if name:
        asked = group.resolve_command(group.make_context("ratgap", [name]), [name])[1]
    return asked, asked.get_params(asked.context_class(asked, info_name=name))


def choices(option: Any) -> set[str] | None:
    """Return the values that ``option`` takes; None: any."""
    known = getattr(option.type, "choices", None)
    return known and {str(getattr(value, "value", value)) for value in known}


def wrong(words: list[str]) -> str:
    """Return what is wrong with the arguments ``words``; "": nothing."""
    if not words[0].startswith("-") and words[0] not in COMMANDS:
        return f"no command {words[0]}"
    name, given = ("", words) if words[0].startswith("-") else (words[0], words[1:])
    asked, options = command(name)
    try:
        parser = asked.make_parser(asked.context_class(asked, info_name=name))
        values, too_many, _ = parser.parse_args(list(given))
    except Exception as error:
        return str(error)
    if too_many and name:
        return f"too many words: {too_many}"
    for option in options:
        known, value = choices(option), values.get(option.name)
        # DATE and such stand for a value.
        for one in value if isinstance(value, list) else [value]:
            if known and isinstance(one, str) and not one.isupper() and one not in known:
                return f"{one} is no value of {option.opts[0]}"
    return ""


def wrong_mention(mention: str) -> str:
    """Return what is wrong with ``--option [value]``, which any command may have."""
    option, _, value = mention.partition(" ")
    every = [one for name in ("", *COMMANDS) for one in command(name)[1]]
    taken = [choices(one) for one in every if option in (*one.opts, *one.secondary_opts)]
    if not taken:
        return f"no option {option}"
    for one in value.split("|") if value and not value.isupper() else []:
        if not any(values is None or one in values for values in taken):
            return f"{one} is no value of {option}"
    return ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_names_is_there(page: Path) -> None:
    text = code(page)
    found = {" ".join(words): fault for words in calls(text) if words and (fault := wrong(words))}
    if page.parent.name == "docs" or page.name == "README.md":
        mentions = re.findall(r"^--[a-z].*$", text, re.MULTILINE)
        found |= {mention: fault for mention in mentions if (fault := wrong_mention(mention))}
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "ratgap reprot KG",
        "ratgap report KG --asof 2020-01-01",
        "ratgap report KG --format jsonl | head",
        "x=1 && .venv/bin/ratgap draft KG FIR --act joining",
        '"$RATGAP" diff --path . --exit',
        "ratgap schema one two",
    ],
)
def test_what_is_wrong_is_found(text: str) -> None:
    assert [bool(wrong(words)) for words in calls(text)] == [True]


@pytest.mark.parametrize("mention", ["--as-off DATE", "--format jsonl", "--color sometimes"])
def test_an_option_that_is_none_is_found(mention: str) -> None:
    assert wrong_mention(mention)
