"""A comment that silences names a rule that can be silenced.

`# ratgap: ignore[rule, rule]` names rules of this page. What loading finds cannot be waved through:
a file that cannot be read right is of no use.

Fails:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}  # ratgap: ignore[shared-nam] # here
```

Passes:

```yaml
# states.yaml
XC:
  name: {en: Gammaland}
XD:
  name: {en: gammaland}  # ratgap: ignore[shared-name]
  former: true
```
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches

from ratgap.check.catalogue import Rule
from ratgap.check.ignores import Ignore
from ratgap.problem import Problem

LEVEL = "error"


def check_ignores(
    ignores: Iterable[Ignore], used: Collection[Ignore], known: Mapping[str, Rule]
) -> Iterator[Problem]:
    """Yield comments that name no rule, one that is not there, or one that cannot be silenced."""
    may = [rule.id for rule in known.values() if rule.ignorable]
    for ignore in ignores:
        close = get_close_matches(ignore.rule[:60], may, n=1)
        remedy = f"did you mean {close[0]}?" if close else "the rules are told in docs/rules.md"
        if not ignore.rule:
            message, remedy = "this comment names no rule", "write ratgap: ignore[rule]"
        elif ignore.rule not in known:
            message = f"there is no rule {ignore.rule[:60]}"
        elif not known[ignore.rule].ignorable:
            message, remedy = f"{ignore.rule} cannot be silenced", "mend what it reports"
        else:
            continue
        yield Problem(ignore.where, "unknown-ignore", message, remedy)
