"""The page of the rules, docs/rules.md: made from the docstrings, compared, and rewritten.

``python tests/rules_page.py --write`` writes it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from ratgap.check.catalogue import Rule, rules

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"

HEAD = """# Rules

What `ratgap validate` checks. This page is made from the rules themselves
(`python tests/rules_page.py --write`); each sample on it is run by the tests.

An **error** is wrong, or contradicts something else in the data. A **warning** is odd and worth a
look; with `--strict` it counts as an error. `ratgap validate --explain RULE` shows a rule's part of
this page.

A comment silences rules on its line: `# ratgap: ignore[rule, rule]`. It should say why, and it is
reported once it silences nothing. Where a rule speaks of a `note` or `rejected`, those are better:
they are shown with the answer.

The samples stand in for the entries of the same name in a small regime, `tests/check/base`, where
XA, XB and XC are states, `charter` is a treaty and `protocol` its protocol. `# here` marks the
lines that are reported.
"""

LOADING = """# What loading checks

Without these the data cannot be used at all, and no command runs. They cannot be silenced.

| rule | why |
|---|---|
"""


def page() -> str:
    """Return the page as it should be."""
    known = rules().values()
    checked = [rule for rule in known if rule.layer != "load"]
    loaded = [rule for rule in known if rule.layer == "load"]
    rows = "".join(f"| `{rule.id}` | {rule.title} |\n" for rule in loaded)
    parts = (HEAD, _contents(checked), *(rule.markdown for rule in checked), LOADING + rows)
    return "\n".join(parts)


def _contents(checked: Iterable[Rule]) -> str:
    rows = (f"| [{rule.id}](#{rule.id}) | {rule.level} | {rule.title} |\n" for rule in checked)
    return "| rule | level | |\n|---|---|---|\n" + "".join(rows)


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), "utf-8")
    sys.exit(PAGE.read_text("utf-8") != page())
