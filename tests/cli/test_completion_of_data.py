"""What shells are told of the data: asked as their scripts do, and in the real shells."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from shell_table import table

from ratgap.cli import completion
from ratgap.cli.commands import COMMANDS, build

from .conftest import Run
from .test_start import LOADED, RATGAP

SRC = Path(__file__).parents[2] / "src"


def asked(shell: str, line: str) -> dict[str, str]:
    """Return the surroundings in which the script for ``shell`` asks about ``line``."""
    if shell == "bash":
        words = line.split(" ")
        found = {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    else:
        word = line.rpartition(" ")[2]
        found = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_WORD_TO_COMPLETE": word}
        found["_TYPER_COMPLETE_FISH_ACTION"] = "get-args"
    return found | {"_RATGAP_COMPLETE": f"complete_{shell}"}


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("ratgap report QM", "QM"),
        ("ratgap report QM QP --as-of 2020-01-01 qm", "QM"),
        ("ratgap explain QM loc", "LOC"),
        ("ratgap explain QM --full river-19", "river-1900 river-1990"),
        ("ratgap explain QM river-1900 Q", ""),
        ("ratgap plan --state=QM", "--state=QM"),
        ("ratgap instruments river-19", "river-1900 river-1990"),
        ("ratgap --lang fr states QM", "QM"),
        ("ratgap validate --explain day-to", "day-to-come"),
        ("ratgap report --state nosuch", ""),
    ],
)
def test_fish_is_told(run: Run, line: str, values: str) -> None:
    done = run(env=asked("fish", line))
    assert (done.returncode, done.stderr) == (0, "")
    assert {line.split("\t")[0] for line in done.stdout.splitlines() if line} == set(values.split())


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_every_shell_is_told_what_it_is(run: Run, shell: str) -> None:
    done = run(env=asked(shell, "ratgap states Q"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "QM" in done.stdout
    assert "QP" in done.stdout


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Marrow and Sons", "'Marrow and Sons'"),
        ("Marrow d'Or", "'Marrow d''Or'"),
        ("Marrow\u2019s", "'Marrow\u2019\u2019s'"),
        ("Marrow;ls", "'Marrow;ls'"),
        ("Marrow", "Marrow"),
    ],
)
def test_powershell_is_given_one_word(run: Run, regime_folder: Path, name: str, word: str) -> None:
    path = regime_folder / "states.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("en: Marrow,", f'en: "{name}",'), "utf-8")
    assert run("states", "--data", str(regime_folder)).returncode == 0
    env = asked("pwsh", "ratgap states Marro") | {"RATGAP_DATA": str(regime_folder)}
    assert run(env=env).stdout == f"{word}:::{name}\n"


def test_it_loads_neither_typer_nor_the_data(run: Run, command: list[str]) -> None:
    assert run("states").returncode == 0  # From now on there is a snapshot.
    command[1:] = ["-c", LOADED.format(RATGAP.format([]))]
    loaded = run(env=asked("bash", "ratgap states Q")).stderr
    assert '"ratgap.head"' in loaded
    assert not any(f'"{name}"' in loaded for name in ("typer", "yaml", "ratgap.load", "rich"))


@pytest.mark.parametrize("shell", ["zsh", "fish", "pwsh"])
@pytest.mark.parametrize("line", ["ratgap rep", "ratgap report --f", "ratgap report --format j"])
def test_commands_and_options_do_without_rich(
    run: Run, command: list[str], shell: str, line: str
) -> None:
    command[1:] = ["-c", LOADED.format(f"sys.argv[1:] = []; {RATGAP.format([])}")]
    done = run(env=asked(shell, line))
    assert {"rep": "report", "--f": "--full", "j": "json"}[line.split()[-1]] in done.stdout
    assert "rich" not in json.loads(done.stderr)


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the package as a wheel has it: with the table of options."""
    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(SRC / "ratgap", folder / "ratgap", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "ratgap" / "cli" / completion.TABLE).write_text(table(), "utf-8")
    return folder


LINES = [
    *("ratgap ", "ratgap re", "ratgap --", "ratgap report --", "ratgap report QM --full --f"),
    *("ratgap plan -s QM --", "ratgap plan --as-of 2020-01-01 --a", "ratgap report --format "),
    *(
        "ratgap draft QM LOC --act a",
        "ratgap report --output ",
        "ratgap nosuch --",
        "ratgap schema ",
    ),
    "ratgap --lang fr report --as",
]


@pytest.mark.parametrize("line", LINES)
def test_the_table_tells_what_typer_does(run: Run, installed: Path, line: str) -> None:
    values = []
    for env in ({}, {"PYTHONPATH": str(installed)}):
        done = run(env=asked("fish", line) | env)
        assert (done.returncode, done.stderr) == (0, "")
        values.append([told.partition("\t")[0] for told in done.stdout.splitlines()])
    assert values[0] == values[1]


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_options_do_without_typer(
    run: Run, command: list[str], installed: Path, shell: str
) -> None:
    command[1:] = ["-c", LOADED.format(f"sys.argv[1:] = []; {RATGAP.format([])}")]
    env = asked(shell, "ratgap report --format=js") | {"PYTHONPATH": str(installed)}
    done = run(env=env)
    assert "json" in done.stdout
    assert ":::" not in done.stdout or done.stdout.strip() == "--format=json:::--format=json"
    loaded = json.loads(done.stderr)
    assert "ratgap.cli.completion" in loaded
    assert not {"typer", "click", "rich", "yaml"} & set(loaded)


def test_options_are_told_in_the_language_asked_for(run: Run, installed: Path) -> None:
    env = asked("fish", "ratgap report --ful") | {"PYTHONPATH": str(installed)}
    (told,) = run(env=env | {"RATGAP_LANG": "fr"}).stdout.splitlines()
    assert told == "--full\tTous les instruments de chaque État, avec dates et sources."


def test_data_are_those_asked(run: Run, tmp_path: Path) -> None:
    env = asked("fish", "ratgap states --data nosuch Q")
    assert run(env=env, cwd=tmp_path).stdout.strip() == ""


@pytest.mark.parametrize("name", COMMANDS)
def test_the_tables_are_those_of_the_commands(name: str) -> None:
    plain = [p for p in build(name).params if p.param_type_name == "argument"]
    kinds = [str(p.metavar).strip("[].") for p in plain]
    known = completion.ARGUMENTS.get(name, ())
    if known and known[-1] == "...":
        assert plain[0].nargs == -1
        assert kinds[0] in (known[0], "NAME")
    else:
        named = [k for k in kinds if k in ("STATE", "INSTRUMENT", "GROUP", "SOURCE")]
        assert named == list(known)
    options = [p for p in build(name).params if p.param_type_name == "option"]
    for option in options:
        if option.is_flag:
            assert len(known) < 2 or set(option.opts) <= completion.FLAGS, option.opts
        elif option.metavar in ("ID", "STATE", "RULE"):
            assert {o for o in option.opts if o.startswith("--")} <= set(completion.OPTIONS)


RATGAP_IN = f'#!/bin/sh\nexec "{sys.executable}" -m ratgap "$@"\n'
BASH = """
eval "$(_RATGAP_COMPLETE=source_bash ratgap)"
COMP_WORDS=(ratgap states Q) COMP_CWORD=2 COMP_TYPE=63
_ratgap_completion ratgap
printf '%s\\n' "${COMPREPLY[@]}"
"""
# Only a terminal makes zsh complete: it has one of its own, and the listing is what is looked at.
ZSH = """
zmodload zsh/zpty
zpty inner zsh -f -i
zpty -w inner 'autoload -Uz compinit; compinit -D -u; eval "$(_RATGAP_COMPLETE=source_zsh ratgap)"'
zpty -w -n inner $'ratgap states Q\\t\\t'
out=""
for n in {1..50}; do
  sleep 0.1
  while zpty -r -t inner chunk; do out+=$chunk; done
  [[ $out == *Pellia* ]] && break
done
zpty -d inner
print -r -- $out
"""
FISH = """
_RATGAP_COMPLETE=source_fish ratgap | source
complete -C "ratgap states Q"
"""


@pytest.mark.parametrize(("shell", "script"), [("bash", BASH), ("zsh", ZSH), ("fish", FISH)])
def test_in_the_real_shell(
    run: Run, command: list[str], env: dict[str, str], tmp_path: Path, shell: str, script: str
) -> None:
    found = shutil.which(shell)
    if not found:
        pytest.skip(f"no {shell} here")
    program = tmp_path / "bin" / "ratgap"
    program.parent.mkdir()
    program.write_text(RATGAP_IN)
    program.chmod(0o755)
    (tmp_path / "script").write_text(script)
    surroundings = env | {"PATH": f"{program.parent}:{env['PATH']}", "HOME": str(tmp_path)}
    done = subprocess.run(
        [found, str(tmp_path / "script")],
        capture_output=True,
        text=True,
        timeout=60,
        env=surroundings,
        check=False,
    )
    assert "QM" in done.stdout, (done.stdout, done.stderr)
    assert "QP" in done.stdout


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
@pytest.mark.parametrize("installed", [False, True])
def test_bash_puts_no_description_into_the_line(
    env: dict[str, str], tmp_path: Path, installed: bool
) -> None:
    program = tmp_path / "bin" / "ratgap"
    program.parent.mkdir()
    program.write_text(RATGAP_IN)
    program.chmod(0o755)
    # 9 completes, 37 goes through the matches (menu-complete), 42 inserts all, the others list.
    script = """
    COMP_WORDS=(ratgap states Q) COMP_CWORD=2
    for COMP_TYPE in 9 37 42 33 63 64; do
      _ratgap_completion ratgap
      printf '%s %s|' $COMP_TYPE "${COMPREPLY[0]}"
    done
    """
    source = 'eval "$(_RATGAP_COMPLETE=source_bash ratgap)"'
    if installed:
        source = "ratgap --install-completion bash >/dev/null; source ~/.bash_completions/ratgap.sh"
    surroundings = env | {"PATH": f"{program.parent}:{env['PATH']}", "HOME": str(tmp_path)}
    done = subprocess.run(
        ["bash", "-c", f"{source}\n{script}"],
        capture_output=True,
        text=True,
        timeout=60,
        env=surroundings,
        check=True,
    )
    shown = "QM  Marrow"
    told = [f"{kind} {'QM' if kind in (9, 37, 42) else shown}" for kind in (9, 37, 42, 33, 63, 64)]
    assert done.stdout.split("|")[:-1] == told, done.stderr
