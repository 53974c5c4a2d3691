"""The table by which a wheel tells shells of its commands and options: made from the commands.

To load what knows them takes longer than shells should wait: ``ratgap.cli.completion`` reads this.
"""

from __future__ import annotations

import json
from typing import Any


def table() -> str:
    """Return, as JSON, of each command its line and its options; "" stands for the program.

    Of an option: its names, what it is for, the values that it may have, whether it is repeatable.
    """
    import typer

    from ratgap.cli.commands import COMMANDS, app, build

    commands = {"": typer.main.get_command(app), **{name: build(name) for name in COMMANDS}}
    known = {name: [COMMANDS.get(name, ""), _options(made)] for name, made in commands.items()}
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


def _options(command: Any) -> list[Any]:
    context = command.context_class(command, info_name="ratgap", **command.context_settings)
    return [
        [
            # click has those of --help in a set: the same wheel each time.
            sorted([*option.opts, *option.secondary_opts]),
            option.help or "",
            list(getattr(option.type, "choices", ())),
            option.multiple,
        ]
        for option in command.get_params(context)
        if option.param_type_name == "option" and not option.hidden
    ]
