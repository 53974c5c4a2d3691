"""Measure ratgap as its users run it, beside other tools, in one run.

    python benchmarks/run.py            prints the tables
    python benchmarks/run.py --write    puts them into README.md as well

Builds a wheel, installs it and the other tools into fresh environments, and runs every command in
turn. Needs Linux or macOS, and the package index for the tools that are compared with.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import measure
import peers
import regimes

ROOT = Path(__file__).resolve().parents[1]
BARE = """
import typer

app = typer.Typer(add_completion=False)


@app.callback()
def main() -> None:
    pass


@app.command()
def report(state: str = typer.Option(...)) -> None:
    print(state)


app()
"""
NOTHING, TYPER = "python -c pass", "a bare typer program"
# 600 x 2000 makes 78 MB of states.yaml, where 16 are read: its first report would take more than
# two minutes and five gigabytes.
SIZES = ((23, 200), (200, 200), (600, 200), (600, 400))
MARK = "<!-- benchmarks -->"


def main() -> None:
    """Run everything; print the tables; with --write keep them in the README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="how often each is counted")
    parser.add_argument("--write", action="store_true", help="keep the tables in README.md")
    parser.add_argument("--small", action="store_true", help="leave the largest regime out")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python, tools = _installed(folder)
        environment = _environment(folder)
        sizes = SIZES[:-1] if asked.small else SIZES
        tables: list[str] = []
        measurements: tuple[Callable[[], str], ...] = (
            lambda: _start_up(python, folder, environment, asked.rounds),
            lambda: _question(python, tools, folder, environment, asked.rounds),
            lambda: _growth(python, folder, environment, sizes, asked.rounds),
            lambda: _world(python, environment),
        )
        for measured in measurements:
            tables.append(measured())
            print(tables[-1], flush=True)
            print()
    if asked.write:
        _keep("\n\n".join([_machine(), *tables]))


def _installed(folder: Path) -> tuple[Path, Path]:
    """Return the interpreter that has ratgap's wheel installed, and the one with the tools."""
    pip = ("-m", "pip", "install", "-q", "--disable-pip-version-check")
    homes = folder / "ratgap", folder / "tools"
    for home in homes:
        _call(sys.executable, "-m", "venv", home)
    python, tools = (home / "bin" / "python" for home in homes)
    _call(python, *pip, ROOT)
    _call(tools, *pip, "-r", ROOT / "benchmarks" / "requirements.txt")
    return python, tools


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment of every run: compiled modules and a cache of its own, no data set."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "RATGAP"))}
    return kept | {"XDG_CACHE_HOME": str(folder / "cache"), "LC_ALL": "C.UTF-8"}


def _start_up(python: Path, folder: Path, environment: Mapping[str, str], rounds: int) -> str:
    bare = folder / "bare.py"
    bare.write_text(BARE, encoding="utf-8")
    ratgap = str(python.parent / "ratgap")
    asked = (
        "report --state KG",
        "report --state KG --format json",
        "explain KG tokyo-1963",
        "plan --state KG",
        "--help",
        "--version",
        "report --all --format json",
        "validate",
    )
    commands = {
        NOTHING: [str(python), "-c", "pass"],
        TYPER: [str(python), str(bare), "report", "--state", "KG"],
        **{f"ratgap {words}": [ratgap, *words.split()] for words in asked},
    }
    figures = measure.in_turn(commands, NOTHING, rounds, environment)
    typer = figures[TYPER].ratio
    rows = (
        (f"`{name}`", f"{f.cpu * 1000:.0f} ms", f"{f.ratio:.1f}", f"{f.ratio / typer:.2f}", _mb(f))
        for name, f in figures.items()
    )
    return _table(("Start-up", "processor", "× empty Python", "× bare typer", "peak"), rows)


def _question(
    python: Path, tools: Path, folder: Path, environment: Mapping[str, str], rounds: int
) -> str:
    ratgap = str(python.parent / "ratgap")
    rows = _output(ratgap, "report", "--all", "--format", "csv")
    peers.export(rows, folder)
    others = peers.commands(tools, folder)
    peers.demand_equal(others, _gaps(rows))
    name = "ratgap report --state KG"
    commands = {name: [ratgap, "report", "--state", "KG"], **others}
    figures = measure.in_turn(commands, name, rounds, environment)
    lines = (
        (f"`{tool}`" if tool == name else tool, f"{f.cpu * 1000:.0f} ms", f"{f.ratio:.2f}", _mb(f))
        for tool, f in sorted(figures.items(), key=lambda item: item[1].ratio)
    )
    head = ("What does Kyrgyzstan miss?", "processor", "× ratgap", "peak")
    ahead = [f"{tool} ({f.ratio:.2f})" for tool, f in figures.items() if f.ratio < 1]
    told = f"Faster than ratgap: {', '.join(ahead)}." if ahead else "None is faster than ratgap."
    return f"{_table(head, lines)}\n\n{told}"


def _gaps(rows: str) -> set[str]:
    """Return Kyrgyzstan's gaps, from the CSV of all states."""
    return {
        row["instrument"]
        for row in csv.DictReader(rows.splitlines())
        if row["state"] == "KG" and row["gap"] == "true"
    }


def _growth(
    python: Path,
    folder: Path,
    environment: Mapping[str, str],
    sizes: Iterable[tuple[int, int]],
    rounds: int,
) -> str:
    ratgap = str(python.parent / "ratgap")
    commands = {}
    for instruments, states in sizes:
        place = regimes.write(folder / f"{instruments}x{states}", instruments, states)
        name = f"{instruments} × {states}"
        commands[name] = [ratgap, "report", "--state", "QA", "--data", str(place)]
    first = next(iter(commands))
    figures = measure.in_turn(commands, first, rounds, environment)
    lines = (
        (name, f"{f.cpu * 1000:.0f} ms", f"{f.ratio:.2f}", _mb(f)) for name, f in figures.items()
    )
    head = ("One state's report of", "processor", "× the smallest", "peak")
    return _table(head, lines)


def _world(python: Path, environment: Mapping[str, str]) -> str:
    script = str(ROOT / "benchmarks" / "world.py")
    done = subprocess.run(
        [python, script], capture_output=True, text=True, check=True, env=dict(environment)
    )
    cells, seconds = done.stdout.split()
    return (
        f"Every state and instrument at the end of every year since 1963: {int(cells):,} cells "
        f"in {float(seconds):.1f} s of the engine."
    )


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown, its first column for names, the others for numbers."""
    names = list(head)
    lines = [names, ["---", *["--:"] * (len(names) - 1)], *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _mb(figure: measure.Figure) -> str:
    return f"{figure.peak:.0f} MB"


def _machine() -> str:
    return (
        f"Medians of whole processes run in turn, CPython {platform.python_version()}, "
        f"{platform.system()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end (1 "
        "is this measurement alone); a ratio is taken within each round."
    )


def _keep(text: str) -> None:
    readme = ROOT / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(MARK)
    _, _, after = rest.partition(MARK)
    readme.write_text(f"{before}{MARK}\n{text}\n{MARK}{after}", encoding="utf-8")


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _call(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True)


if __name__ == "__main__":
    main()
