"""The published JSON of instruments, states, sources and groups: all of them, or one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ratgap.model import SCHEMES, Column, Dataset, Group, Instrument, Member, Reading, Source, State
from ratgap.present.document import (
    Json,
    answered,
    called,
    cited,
    head,
    known,
    pick,
    plain,
    state_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratgap.api import Overview
    from ratgap.assess.report import Participation


def instruments(dataset: Dataset, result: Overview) -> Json:
    """Return ``ratgap/instruments/1``: the instruments and how many stand how to each."""
    query = pick(result.query, "as_of scope basis max_age recent states not_there")
    entries = [
        {
            **_treaty(dataset, treaty),
            "depositary": "; ".join(treaty.depositaries),
            **pick(entry, "total counts members gaps"),
        }
        for entry in result.instruments
        for treaty in [dataset.instruments[entry.instrument.id]]
    ]
    return {
        **head("instruments", dataset.digest, query),
        "instruments": entries,
        "sources": cited(dataset, entries),
    }


def _treaty(dataset: Dataset, treaty: Instrument) -> Json:
    return {
        **called(dataset, treaty),
        **pick(treaty, "family adopted place"),
        "in_force": plain(treaty.entry.date),
        **pick(treaty, "depositaries bases scopes citations"),
    }


def instrument(dataset: Dataset, result: Participation) -> Json:
    """Return ``ratgap/instrument/1``: one instrument, and each state that was asked about."""
    treaty, query = dataset.instruments[result.summary.instrument.id], result.query
    states = [
        {**state_name(dataset.states[state.code]), **answered({treaty.id: {}}, entry)}
        for state, entry in result.states
    ]
    totals, entry = plain(result.totals), treaty.entry
    whole = {
        **_treaty(dataset, treaty),
        "signature": {
            "from": plain(treaty.signature_from),
            "until": plain(treaty.signature_until),
            "closes_on_entry": treaty.signature_closes_on_entry,
        },
        "joining": [
            pick(way, "act article signed_first after_entry_into_force") for way in treaty.joining
        ],
        "entry_into_force": pick(entry, "clause deposits sources note"),
        **pick(treaty, "later_joiners denunciation"),
        "parents": [pick(parent, "instrument rule article") for parent in treaty.parents],
        **pick(treaty, "organisations sources note"),
    }
    return {
        **head("instrument", dataset.digest, {"instrument": treaty.id, **plain(query)}),
        "instrument": whole,
        **pick(result.summary, "counts total"),
        "totals": totals,
        "states": states,
        "sources": cited(dataset, whole, totals, states),
    }


def states(dataset: Dataset, day: date, listed: Iterable[State]) -> Json:
    """Return ``ratgap/states/1``: the states ``listed``, with their groups on ``day``."""
    return {
        **head("states", dataset.digest, {"as_of": plain(day)}),
        "states": [
            {
                **pick(state, "code alpha3 name names"),
                "kind": state_name(state)["kind"],
                **pick(state, "also former"),
                **known(state, "predecessor"),
                **pick(state, "since until"),
                "groups": [g.id for g in dataset.groups.values() if state.code in g.on(day)],
                "codes": {scheme: state.codes.get(scheme, "") for scheme in SCHEMES},
                "formal": plain(state.formal),
            }
            for state in listed
        ],
    }


def sources(dataset: Dataset, day: date, listed: Iterable[Source]) -> Json:
    """Return ``ratgap/sources/1``: sources, what each was read to say, what rests on it.

    The age of a reading is that on ``day``.
    """
    return {
        **head("sources", dataset.digest, {"as_of": plain(day)}),
        "sources": [
            {
                **pick(source, "id title publisher address kind trust relied_on note"),
                "readings": [_reading(source, r, day) for r in source.readings.values()],
                "cited_by": _cited_by(dataset, source.id),
            }
            for source in listed
        ],
    }


def _cited_by(dataset: Dataset, source: str) -> Json:
    cited = dataset.cited_by(source)
    cells = [{"state": c[0], "instrument": c[1], "records": n} for c, n in cited.cells.items()]
    return {"cells": cells, **pick(cited, "instruments groups commitments")}


def _reading(source: Source, reading: Reading, day: date) -> Json:
    return {
        "instrument": reading.instrument,
        "title": reading.title or source.title,
        "address": reading.address or source.address,
        **pick(reading, "as_of complete absent_until"),
        "silent_on": sorted(reading.silent_on),
        "gives": [column for column in Column if column in reading.gives],
        **pick(reading, "parties deposits total"),
        "age_years": reading.age(day),
        "note": reading.note,
        "trust": source.trust_on(reading.instrument),
        "relied_on": source.relied_on_for(reading.instrument),
    }


def groups(dataset: Dataset, day: date, listed: Iterable[Group]) -> Json:
    """Return ``ratgap/groups/1``: the groups ``listed`` with their members on ``day``."""
    entries = [_group(dataset, group, day) for group in listed]
    return {
        **head("groups", dataset.digest, {"as_of": plain(day)}),
        "groups": entries,
        "sources": cited(dataset, entries),
    }


def _group(dataset: Dataset, group: Group, day: date) -> Json:
    current = set(group.on(day))
    # A state that left and came back has two memberships: the other one is no "other" member.
    others = [m for m in group.members if m.state not in current]
    return {
        **pick(group, "id title"),
        **known(group, "kind"),
        **pick(group, "as_of sources"),
        "members": [_member(dataset, m) for m in group.members if m.on(day)],
        "others": [_member(dataset, m) for m in others],
        **pick(group, "observers"),
    }


def _member(dataset: Dataset, member: Member) -> Json:
    name = dataset.states[member.state].name
    return {"code": member.state, "name": name, **pick(member, "since until")}
