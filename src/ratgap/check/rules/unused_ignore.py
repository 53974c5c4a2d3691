"""A comment that silences a rule has something to silence.

`# ratgap: ignore[rule]` silences a rule on its line. When the line has been mended, the comment
would hide the next slip there.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [2001-12-31, ledger]}  # ratgap: ignore[act-before-adoption] # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
  acts:
    charter: {accession: [1999-12-31, ledger]}  # ratgap: ignore[act-before-adoption]
```
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from ratgap.check.catalogue import Rule
from ratgap.check.ignores import Ignore
from ratgap.problem import Problem

LEVEL = "warning"
WHOLE = True


def check_ignores(
    ignores: Iterable[Ignore], used: Collection[Ignore], known: Mapping[str, Rule]
) -> Iterator[Problem]:
    """Yield comments whose rule has nothing to report on their line."""
    for ignore in ignores:
        rule = known.get(ignore.rule)
        if rule and rule.ignorable and ignore not in used:
            message = f"{ignore.rule} reports nothing on this line"
            yield Problem(ignore.where, "unused-ignore", message, "delete it from the comment")
