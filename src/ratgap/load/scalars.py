"""What YAML tools take an unquoted word for: the code ``NO`` is read as "false" by many."""

import re
from functools import lru_cache

_FORMS = re.compile(
    r"""
      (?P<nothing> ~ | null | Null | NULL | )
    | (?P<truth>   y | Y | yes | Yes | YES | true | True | TRUE | on | On | ON )
    | (?P<untruth> n | N | no | No | NO | false | False | FALSE | off | Off | OFF )
    | (?P<day>     \d\d\d\d-\d\d-\d\d )
    | (?P<time>    \d\d\d\d-\d\d?-\d\d? (?: (?: [Tt] | [ ]+ ) \d\d?:\d\d .* )? )
    | (?P<whole>   0 | [1-9]\d* )
    | (?P<number>
          [-+]? [0-9][0-9_]* (?: :[0-5]?[0-9] )* (?: \.[0-9_]* )?
        | [-+]? [0-9][0-9_]* (?: \.[0-9_]* )? [eE][-+]?[0-9]+
        | [-+]? \.[0-9_]+ (?: [eE][-+]?[0-9]+ )?
        | [-+]? 0b[01_]+ | [-+]? 0o[0-7_]+ | [-+]? 0x[0-9a-fA-F_]+
        | [-+]? \.(?: inf | Inf | INF ) | \.(?: nan | NaN | NAN )
      )
    | (?P<merge>   << )
    | (?P<value>   = )
    """,
    re.VERBOSE | re.ASCII,
)


@lru_cache(maxsize=4096)
def taken_for(word: str) -> str:
    """Return what YAML 1.1 or 1.2 tools may take the unquoted ``word`` for; "" if for text.

    ``nothing``, ``truth``, ``untruth``, ``day`` (as it should be written), ``time`` (another
    way to write a day, or a time), ``whole``, ``number`` (of another kind), ``merge``, ``value``.
    """
    if len(word) > 200:
        return ""
    form = _FORMS.fullmatch(word)
    return (form.lastgroup or "") if form else ""


MEANING = {
    "nothing": "as nothing at all",
    "truth": 'as "true"',
    "untruth": 'as "false"',
    "day": "as a day",
    "time": "as a time",
    "whole": "as a number",
    "number": "as a number",
    "merge": "as an order to merge",
    "value": "as a default value",
}
"""How to say in a message what a word is taken for."""
