"""Importing the loader costs nothing: parsers and pydantic are loaded when something is read."""

from __future__ import annotations

import subprocess
import sys


def test_neither_yaml_nor_pydantic_at_import() -> None:
    code = "import sys, ratgap.load; print({'yaml', 'pydantic'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
