"""Every rule has its section of the page, with samples; every section its rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ratgap.check
from check.samples import samples
from ratgap.check.rules import Rule, rules
from ratgap.check.run import CHECKS
from ratgap.problem import Level

CHECKED = [rule for rule in rules().values() if rule.page]
LOADING = [rule for rule in rules().values() if not rule.page]
PAGE = (Path(ratgap.check.__file__).parent / "rules.md").read_text("utf-8")


def test_every_section_is_a_rule_and_every_rule_has_a_section() -> None:
    assert [rule.id for rule in CHECKED] == [check.id for check in CHECKS]
    assert len(CHECKED) >= 40


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.id)
def test_page(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z][^\n]{10,90}\.", rule.title)
    assert 60 < len(rule.why) < 800
    assert [sample.verdict for sample in samples(rule.id, rule.page)] == ["Fails", "Passes"]
    assert rule.markdown.startswith(f"## {rule.id}\n\n**{rule.title}** (*{rule.level}*)\n")


@pytest.mark.parametrize("rule", LOADING, ids=lambda rule: rule.id)
def test_what_loading_checks_cannot_be_silenced(rule: Rule) -> None:
    assert rule.level is Level.ERROR
    assert re.fullmatch(r"[A-Z][^\n]{10,120}\.", rule.title)
    assert rule.markdown == f"## {rule.id}\n\n**{rule.title}** (*error*, cannot be silenced)\n"


def test_nothing_of_the_page_is_passed_over() -> None:
    """All of it but its head is what its rules say, with a line for each in the contents."""
    contents = [f"| [{r.id}](#{r.id}) | {r.level} | {r.title} |" for r in CHECKED]
    assert [line for line in PAGE.splitlines() if line.startswith("| [")] == contents
    _, sections = PAGE.split("\n".join(contents) + "\n\n")
    checked, table = sections.split("# What loading checks\n")
    assert checked == "".join(f"{rule.markdown}\n" for rule in CHECKED)
    rows = "".join(f"| `{rule.id}` | {rule.title} |\n" for rule in LOADING)
    assert table.endswith(f"|---|---|\n{rows}")


def test_ids_are_unlike_each_other() -> None:
    assert len(rules()) == len(CHECKED) + len(LOADING)
    assert len(re.findall(r"^## ", PAGE, re.MULTILINE)) == len(CHECKED)
