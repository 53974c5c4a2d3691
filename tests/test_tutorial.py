"""The tutorial, done from its page alone: from nothing to the worked example."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from ratgap.check.run import validate
from transcripts import ROOT, TUTORIAL, matches, run

EXAMPLE = ROOT / "examples" / "human-rights"
BLOCK = re.compile(r"^```(console|yaml file=\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_tutorial_leads_to_the_example(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "examples" / "human-rights")
    for kind, text in BLOCK.findall(TUTORIAL.read_text("utf-8")):
        if kind != "console":
            (tmp_path / kind.partition("=")[2]).write_text(text, "utf-8", newline="\n")
            continue
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            printed = run(command, tmp_path)
            assert matches(shown, printed), f"{command}\n{printed}"
    made = tmp_path / "treaties"
    for name in ("instruments.yaml", "sources.yaml", "states.yaml"):
        assert (made / name).read_text("utf-8") == (EXAMPLE / name).read_text("utf-8"), name


def test_the_block_that_the_tutorial_shows_is_of_the_example() -> None:
    shown = re.search(r"^```yaml\n(.*?)^```$", TUTORIAL.read_text("utf-8"), re.M | re.DOTALL)
    assert shown
    known = yaml.safe_load((EXAMPLE / "instruments.yaml").read_text("utf-8"))["instruments"]
    for id_, block in yaml.safe_load(shown[1]).items():
        assert block.items() <= known[id_].items()


def test_the_example_validates() -> None:
    assert validate(EXAMPLE, strict=True).problems == ()


def test_names_of_the_example_are_the_shipped_ones() -> None:
    shipped = yaml.safe_load((ROOT / "data" / "names.yaml").read_text("utf-8"))
    names = yaml.safe_load((EXAMPLE / "names.yaml").read_text("utf-8"))
    assert names.items() <= shipped.items()
