"""Compiles the catalogues of languages, and puts the snapshot of the data into the wheel.

So not even the first answer waits for it, and shells that complete do not wait for typer. The page
of the manual goes there too, made from the help: pip puts it where man looks for the pages of what
is on the path, and so does pipx.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SnapshotHook(BuildHookInterface[Any]):
    """Writes the snapshot beside the data of the wheel; an editable one reads the data itself."""

    MANUAL = "ratgap.1"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write all three, and name them to the builder."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "scripts"))
        from catalogue import compiled

        build_data["artifacts"] += [f"/{path.relative_to(root).as_posix()}" for path in compiled()]
        if version == "editable":
            return
        sys.path.insert(0, str(root / "src"))
        from ratgap import head
        from ratgap.assess.totals import conclude
        from ratgap.load import load, snapshot

        path = Path(self.directory) / head.NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        # When its files are unpacked is not known: their content tells that it is of them.
        dataset = load(root / "data")
        conclude(dataset)
        path.write_bytes(snapshot.of(dataset, {}))
        build_data["force_include"][str(path)] = f"ratgap/data/{head.NAME}"
        # The same wheel on every machine: of one width, in one language.
        os.environ |= {"COLUMNS": "78", "RATGAP_LANG": "en"}
        from shell_table import table

        from ratgap.cli.completion import TABLE

        options = path.with_name(TABLE)
        options.write_text(table(), "utf-8")
        build_data["force_include"][str(options)] = f"ratgap/cli/{TABLE}"
        from manual import page

        manual = path.with_name(self.MANUAL)
        manual.write_bytes(page().encode())
        build_data["shared_data"][str(manual)] = f"share/man/man1/{self.MANUAL}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind but the wheel."""
        for name in ("snapshot.jsonl", "options.json", self.MANUAL):
            (Path(self.directory) / name).unlink(missing_ok=True)
