"""The options that say whom a command is about."""

from __future__ import annotations

from typing import Annotated

import typer

States = Annotated[
    list[str] | None,
    typer.Option("--state", "-s", metavar="STATE", help="Code or any name of a state; repeatable."),
]
Groups = Annotated[
    list[str] | None,
    typer.Option("--group", "-g", metavar="ID", help="The group's members on the day; repeatable."),
]
Everyone = Annotated[
    bool, typer.Option("--all", help="Every state, and the organisations that may join.")
]
