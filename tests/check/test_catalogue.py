"""Every rule has its page, its samples, its place in docs/rules.md; and no id is made up."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import ratgap
from check.samples import samples
from ratgap.check import rules as package
from ratgap.check.catalogue import Rule, rules
from ratgap.check.finding import Level
from ratgap.load import RULES
from rules_page import PAGE, page

CHECKED = [rule for rule in rules().values() if rule.layer != "load"]
SOURCE = Path(ratgap.__file__).parent


def test_every_module_is_a_rule() -> None:
    modules = {path.stem for path in Path(package.__path__[0]).glob("*.py")} - {"__init__"}
    assert {rule.id.replace("-", "_") for rule in CHECKED} == modules
    assert len(CHECKED) >= 40


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.id)
def test_page(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z][^\n]{10,90}\.", rule.title)
    assert 60 < len(rule.why) < 800
    assert [sample.verdict for sample in samples(rule.id, rule.page)] == ["Fails", "Passes"]
    assert rule.markdown.startswith(f"## {rule.id}\n\n**{rule.title}** (*{rule.level}*)\n")


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.id)
def test_module(rule: Rule) -> None:
    """A module reports by its own id alone, within a size that one reads at a glance."""
    text = (SOURCE / "check" / "rules" / f"{rule.id.replace('-', '_')}.py").read_text("utf-8")
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    made = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "Problem"]
    assert {ast.literal_eval(call.args[1]) for call in made} == {rule.id}
    assert len(text.splitlines()) < 150


def test_the_rules_of_loading_are_known() -> None:
    loaded = {rule.id: rule for rule in rules().values() if rule.layer == "load"}
    assert set(loaded) == set(RULES)
    assert all(rule.level is Level.ERROR and not rule.ignorable for rule in loaded.values())


def test_the_page_of_the_rules_is_what_the_rules_say() -> None:
    """To renew: ``python tests/rules_page.py --write``."""
    assert PAGE.read_text("utf-8") == page()


def test_ids_are_unlike_each_other() -> None:
    assert not set(RULES) & {rule.id for rule in CHECKED}
