"""Whole small regimes made up at random: every command answers, and JSON has its form."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import check
from ratgap.cli.main import main

STATES, TREATIES, SOURCES = ("QM", "QS", "QV"), ("lock", "weir"), ("ledger", "gazette")
days = st.dates(date(1950, 1, 1), date(2025, 12, 31)).map(date.isoformat)
spans = st.one_of(
    days,
    days.map("<={}".format),
    st.tuples(days, days).map(sorted).map("..".join),
    st.integers(1950, 2025).map(str),
    st.sampled_from(["1990-02", "2004-12"]),
)
texts = st.one_of(
    st.text("ab Ж'\"#:|é-=*_", max_size=8).map(lambda text: f"x{text}x"),
    st.sampled_from(["::error::x", "=1+1", "名前", "ہے"]),
)
some_sources = st.lists(st.sampled_from(SOURCES), min_size=1, max_size=2, unique=True)
KINDS = ("ratification", "accession", "acceptance", "approval", "succession")


def clauses() -> st.SearchStrategy[dict[str, Any]]:
    forms = st.sampled_from(["days_after", "months_after", "month_start_after"])
    return st.builds(lambda form, n: {form: n, "article": "9"}, forms, st.integers(1, 120))


def without(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value is not None}


@st.composite
def treaties(draw: st.DrawFn, id_: str) -> dict[str, Any]:
    maybe = st.none()
    entry = without(
        {
            "date": draw(days | maybe),
            "sources": draw(some_sources),
            "clause": draw(clauses() | maybe),
            "deposits": draw(st.integers(1, 60) | maybe),
        }
    )
    return without(
        {
            "title": draw(texts),
            "adopted": draw(days),
            "family": "works",
            "depositaries": draw(st.lists(texts, min_size=1, max_size=2, unique=True)),
            "signature": draw(
                st.none()
                | st.builds(lambda a, b: {"from": min(a, b), "until": max(a, b)}, days, days)
            ),
            "joining": draw(
                st.lists(
                    st.builds(
                        lambda act, first: {"act": act, "article": "1", "signed_first": first},
                        st.sampled_from(KINDS[:4]),
                        st.booleans(),
                    ),
                    min_size=1,
                    max_size=3,
                    unique_by=lambda way: way["act"],
                )
            ),
            "entry_into_force": entry,
            "later_joiners": draw(clauses()),
            "denunciation": draw(clauses() | maybe),
            "parents": draw(
                st.just([{"instrument": "lock", "rule": "parties-only"}]) | maybe
                if id_ == "weir"
                else maybe
            ),
            "bases": draw(st.sampled_from([["pledge"], []])),
            "scopes": ["all"],
            "note": draw(texts | maybe),
            "sources": draw(some_sources),
        }
    )


def claims() -> st.SearchStrategy[dict[str, Any]]:
    short = st.builds(lambda day, cited: [day, *cited], spans, some_sources)
    exact = st.builds(lambda day, cited: [day, *cited], days, some_sources)
    long = st.builds(lambda day, cited: {"day": day, "sources": cited}, spans, some_sources)
    left = st.builds(
        lambda day, to, cited: {"day": day, "effective": to, "sources": cited},
        days,
        days,
        some_sources,
    )
    keys = dict.fromkeys((*KINDS, "signature", "in_force"), short | long)
    return st.fixed_dictionaries({}, optional={**keys, "denunciation": left, "not_party": exact})


@st.composite
def readings(draw: st.DrawFn) -> dict[str, Any]:
    columns = st.sampled_from(["signatures", "consents", "in-force"])
    gives = draw(st.lists(columns, max_size=3, unique=True))
    return without(
        {
            "as_of": draw(spans),
            "gives": gives or None,
            "absent_until": draw(days | st.none()) if "consents" in gives else None,
            "parties": draw(st.integers(0, 5) | st.none()),
            "note": draw(texts | st.none()),
        }
    )


@st.composite
def regimes(draw: st.DrawFn) -> dict[str, Any]:
    """The files of a regime; some are not in order."""
    cells = st.fixed_dictionaries({}, optional={id_: claims() for id_ in TREATIES})
    return {
        "instruments": {
            "bases": {"pledge": {"title": draw(texts), "citation": "p", "default": True}},
            "scopes": {"all": {"title": draw(texts), "default": True}},
            "families": {"works": draw(texts)},
            "instruments": {id_: draw(treaties(id_)) for id_ in TREATIES},
        },
        "states": {
            code: without(
                {
                    "name": {"en": code + draw(texts).replace("\n", " ")},
                    "since": draw(days | st.none()),
                    "acts": draw(cells) or None,
                }
            )
            for code in STATES
        },
        "sources": {
            id_: {
                "title": draw(texts),
                "kind": draw(st.sampled_from(["depositary", "gazette"])),
                "trust": draw(st.sampled_from(["high", "good", "low"])),
                "readings": {treaty: draw(readings()) for treaty in TREATIES},
            }
            for id_ in SOURCES
        },
        "groups": {
            "basin": {"title": draw(texts), "sources": ["ledger"], "members": {"QM": {}, "QS": {}}}
        },
        "commitments": {
            "commitments": [
                {
                    "state": "QS",
                    "text": draw(texts),
                    "document": "ledger",
                    "place": "p",
                    "kind": "intention",
                    "due": draw(spans),
                }
            ]
        },
    }


COMMANDS = (
    "report QM QS",
    "report --all --as-of 1999-12-31",
    "report --group basin --full",
    "explain QM lock",
    "explain QS weir --as-of 2003-01-01",
    "plan QM QV",
    "plan --all",
    "progress --from 1980-01-01 --to 2010-01-01 --all",
    "matrix",
    "states",
    "sources",
    "instruments",
    "groups",
    "commitments QS",
    "diff --since 1990-01-01",
    "validate",
)


def run(arguments: list[str]) -> tuple[int, str, str]:
    out, told = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(told):
        code = main(arguments)
    return code, out.getvalue(), told.getvalue()


@given(regimes())
@settings(deadline=None, max_examples=8)
def test_every_command_answers(regime: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("RATGAP_CACHE", str(Path(folder, "cache")))
        for name, content in regime.items():
            # JSON is YAML too.
            Path(folder, f"{name}.yaml").write_text(json.dumps(content, indent=1), "utf-8")
        for command in COMMANDS:
            asked = [*command.split(), "--data", folder]
            code, out, told = run([*asked, "-f", "json"])
            assert code in (0, 1, 2), told
            if code != 2:
                check(out)
            code, out, told = run(asked)
            assert code in (0, 1, 2), told
            assert all(not line.lstrip().startswith("::") for line in out.splitlines()), command
            assert "Traceback" not in told
