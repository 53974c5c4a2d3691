"""The same gap question, asked of an export of the same data by other tools."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

_SCRIPTS = {
    "csv module": """
import csv, sys
with open(sys.argv[1], encoding="utf-8", newline="") as stream:
    for row in csv.DictReader(stream):
        if row["state"] == "KG" and row["gap"] == "true":
            print(row["instrument"])
""",
    "polars": """
import sys
import polars as pl
gaps = pl.scan_csv(sys.argv[1], infer_schema=False).filter(
    (pl.col("state") == "KG") & (pl.col("gap") == "true")
)
print(*gaps.select("instrument").collect()["instrument"], sep="\\n")
""",
    "duckdb": """
import sys
import duckdb
query = "select instrument from read_csv(?, all_varchar=true) where state = 'KG' and gap = 'true'"
print(*[row[0] for row in duckdb.execute(query, [sys.argv[1]]).fetchall()], sep="\\n")
""",
    "pandas": """
import sys
import pandas as pd
table = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
print(*table[(table["state"] == "KG") & (table["gap"] == "true")]["instrument"], sep="\\n")
""",
}
_FILTER = '.[] | select(.state == "KG" and .gap == "true") | .instrument'


def export(rows: str, folder: Path) -> None:
    """Write ``rows``, the CSV of ``ratgap report --all``, as CSV, JSON and YAML to ``folder``."""
    (folder / "gaps.csv").write_text(rows, encoding="utf-8")
    table = list(csv.DictReader(rows.splitlines()))
    text = json.dumps(table, ensure_ascii=False)
    (folder / "gaps.json").write_text(text, encoding="utf-8")
    lines = [
        ("- " if n == 0 else "  ") + f"{key}: {json.dumps(value, ensure_ascii=False)}"
        for row in table
        for n, (key, value) in enumerate(row.items())
    ]
    (folder / "gaps.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def commands(python: Path, folder: Path) -> dict[str, list[str]]:
    """Return the command lines by the tool's name, without those that are not installed."""
    found: dict[str, list[str]] = {}
    for name, script in _SCRIPTS.items():
        # Not by the tool's own name: the script would be imported in its place.
        file = folder / f"ask_{name.replace(' ', '_')}.py"
        file.write_text(script, encoding="utf-8")
        found[name] = [str(python), str(file), str(folder / "gaps.csv")]
    if jq := shutil.which("jq"):
        found["jq"] = [jq, "-r", _FILTER, str(folder / "gaps.json")]
        yq = python.parent / "yq"
        if yq.exists():
            found["yq"] = [str(yq), "-r", _FILTER, str(folder / "gaps.yaml")]
    return found


def demand_equal(commands_by_name: Mapping[str, list[str]], expected: set[str]) -> None:
    """Raise ValueError unless every command names just the instruments that are ``expected``."""
    for name, command in commands_by_name.items():
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        if set(output.split()) != expected:
            raise ValueError(f"{name} answers {output.split()}, not {sorted(expected)}")
