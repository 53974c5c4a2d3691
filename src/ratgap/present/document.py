"""The published JSON, version 1: what other tools rely on. Fields are added, never taken away.

Each document is a dict that holds what JSON holds; ``schema/outputs-1.json`` describes it. Days are
ISO 8601. None means "not known or not so", and the field beside it says which: a ``signature``
of None with ``signed`` "unknown" is not "has not signed".
"""

from __future__ import annotations

from datetime import date
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, Any

from ratgap import __version__
from ratgap.assess import commitments as assess
from ratgap.assess.force import MaxAge
from ratgap.assess.report import InstrumentAnswer, asked
from ratgap.model import Column, Dataset, State, Total, When
from ratgap.problem import Level, compared

if TYPE_CHECKING:
    from ratgap.api import Commitments, Explanation, Overview
    from ratgap.assess.report import Report
    from ratgap.check.run import Outcome
    from ratgap.model import Absence, Act, Commitment, Group, Member, Reading, Source, StatedForce

Json = dict[str, Any]
_INSTRUMENT = "id title family bases"
_TOTAL = "source when number counts named unnamed argument"


def text(document: Json) -> str:
    """Return ``document`` as JSON text that ends in a newline.

    The same as ``json.dumps(document, ensure_ascii=False, indent=2)``, in a third of the time: what
    the library has in C does not indent.
    """
    return _text(document, "\n") + "\n"


def _text(value: object, margin: str) -> str:
    """Return one value; ``margin`` begins each of its lines but the first."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    inner = margin + "  "
    # Most of what a document holds is text, which is spared the call.
    if isinstance(value, dict):
        items = [
            f"{quoted(key)}: {quoted(item) if isinstance(item, str) else _text(item, inner)}"
            for key, item in value.items()
        ]
        return f"{{{inner}{(',' + inner).join(items)}{margin}}}" if items else "{}"
    if isinstance(value, list):
        items = [quoted(item) if isinstance(item, str) else _text(item, inner) for item in value]
        return f"[{inner}{(',' + inner).join(items)}{margin}]" if items else "[]"
    return repr(value)


def head(name: str, digest: str, query: Json) -> Json:
    """Return what every document begins with; ``digest`` identifies the content of the data."""
    return {
        "schema": f"ratgap/{name}/1",
        "generator": {"name": "ratgap", "version": __version__},
        "data": {"digest": digest},
        "query": query,
    }


def pick(record: object, names: str) -> Json:
    """Return the attributes of ``record`` that are published by their own names."""
    return {name: plain(getattr(record, name)) for name in names.split()}


def known(record: object, names: str) -> Json:
    """Return such attributes, of which an empty one says that nothing is known: None for it."""
    return {name: value or None for name, value in pick(record, names).items()}


def plain(value: Any) -> Any:
    """Return what JSON has for ``value``; for a record its fields, but not where it stands."""
    if value is None or isinstance(value, str):
        return value
    # Spans and ages are records too: they come before those.
    if isinstance(value, When):
        exact = value.exact
        return {
            "date": value.latest.isoformat(),
            "on_or_before": not exact,
            "not_before": None if exact else plain(value.earliest),
        }
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, MaxAge):
        return str(value)
    if isinstance(value, Total):
        value = {key: getattr(value, key) for key in _TOTAL.split()}
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        if hasattr(value, "_fields"):
            return {name: plain(part) for name, part in compared(value)}
        return [plain(part) for part in value]
    return value


def state_name(state: State) -> Json:
    """Return what every document says of one it tells of."""
    kind = "organisation" if state.kind == "organisation" else "state"
    return {**pick(state, "code alpha3 name"), "kind": kind}


def report(dataset: Dataset, result: Report) -> Json:
    """Return ``ratgap/report/1``: what each state still has to join, and how that is known."""
    query = result.query
    published = {id_: pick(treaty, _INSTRUMENT) for id_, treaty in dataset.instruments.items()}
    committed = assess.commitments(dataset, query.as_of, query.states)
    return {
        **head("report", dataset.digest, plain(query)),
        "states": [
            {
                **state_name(entry.state),
                "counts": entry.counts,
                "instruments": [_answer(published, one) for one in entry.instruments],
                **_committed(dataset, own),
            }
            for entry, own in zip(result.states, committed, strict=True)
        ],
    }


def _answer(published: dict[str, Json], entry: InstrumentAnswer) -> Json:
    """Return how one state stands under a treaty, of which ``published`` has what all share."""
    answer = entry.answer
    act = answer.consent
    return {
        **published[entry.instrument.id],
        "status": answer.status,
        "gap": answer.status.gap,
        **pick(entry, "proof asked"),
        "reason": answer.reason,
        "signed": answer.signed,
        "signature": answer.signature and plain(answer.signature.when),
        "consent": act and {"act": act.kind, **plain(act.when), **pick(act, "effective sources")},
        **pick(answer, "in_force ended through last_known evidence total"),
    }


def _committed(dataset: Dataset, entry: assess.StateCommitments) -> Json:
    return {
        "commitments": [_commitment(dataset, *c, entry.as_of) for c in entry.commitments],
        "reports": [
            {
                "body": made.body,
                **known(made, "basis ordinal symbol when"),
                "years_ago": assess.years_since(made, entry.as_of),
                **pick(made, "sources note"),
            }
            for made in entry.reports
        ],
    }


def _commitment(dataset: Dataset, made: Commitment, standing: str, day: date) -> Json:
    return {
        **pick(made, "text to document"),
        "document_title": dataset.sources[made.document].title,
        **pick(made, "place kind made due"),
        "standing": standing,
        "outcomes": [pick(o, "text when sources") for o in assess.known_by(made.outcomes, day)],
        "related": [pick(o, "text when sources") for o in assess.known_by(made.related, day)],
        "note": made.note,
    }


def commitments(dataset: Dataset, result: Commitments) -> Json:
    """Return ``ratgap/commitments/1``: what states had declared and reported."""
    query = {"as_of": plain(result.as_of), "states": [e.state.code for e in result.states]}
    return {
        **head("commitments", dataset.digest, query),
        "states": [{**state_name(e.state), **_committed(dataset, e)} for e in result.states],
    }


def explain(dataset: Dataset, result: Explanation) -> Json:
    """Return ``ratgap/explain/1``: why a state stands as it does under an instrument."""
    from ratgap.present.explain_view import sentence

    state, treaty, answer = result.state, result.instrument, result.answer
    entry = None
    if answer:
        mandate = asked(dataset, dataset.default_basis, state.code, treaty)
        entry = InstrumentAnswer(treaty, answer, mandate, answer.proof(result.recent))
    query = {"state": state.code, "instrument": treaty.id, **pick(result, "as_of max_age recent")}
    return {
        **head("explain", dataset.digest, query),
        "state": state_name(state),
        "instrument": {
            **pick(treaty, "id title adopted"),
            "in_force": plain(treaty.entry.date),
            **pick(treaty, "later_joiners denunciation"),
        },
        "applicable": answer is not None,
        "inapplicable": result.inapplicable,
        "acts": [recorded_act(act) for act in result.cell.acts],
        "stated_in_force": [recorded_force(force) for force in result.cell.stated_force],
        "absences": [recorded_absence(absence) for absence in result.cell.absences],
        "note": result.cell.note,
        "readings": [
            {
                "source": source.id,
                "title": reading.title or source.title,
                **pick(reading, "as_of complete absent_until"),
                "relied_on": source.relied_on,
                "says": says,
            }
            for source, reading, says in result.readings
        ],
        "steps": [
            {
                "code": step.code,
                "text": sentence(result, step),
                **pick(step, "day sources"),
                **known(step, "instrument article total"),
            }
            for step in (answer.steps if answer else ())
        ],
        "answer": entry and _answer({treaty.id: pick(treaty, _INSTRUMENT)}, entry),
    }


def recorded_act(act: Act) -> Json:
    """Return an act as the data record it."""
    return {
        "kind": act.kind,
        **plain(act.when),
        **pick(act, "effective sources"),
        **known(act, "rejected"),
        "note": act.note,
    }


def recorded_force(force: StatedForce) -> Json:
    """Return a day from which a treaty binds a state, as the data record it."""
    return {**plain(force.when), **pick(force, "sources"), **known(force, "rejected")}


def recorded_absence(absence: Absence) -> Json:
    """Return a day on which a state was not a party, as the data record it."""
    return {"date": plain(absence.day), **pick(absence, "sources")}


def instruments(dataset: Dataset, result: Overview) -> Json:
    """Return ``ratgap/instruments/1``: the instruments and how many stand how to each."""
    return {
        **head("instruments", dataset.digest, pick(result, "as_of scope basis max_age")),
        "instruments": [
            {
                **pick(entry.instrument, "id title family adopted place"),
                "in_force": plain(entry.instrument.entry.date),
                "depositary": "; ".join(entry.instrument.depositaries),
                **pick(entry.instrument, "depositaries bases scopes citations"),
                **pick(entry, "total counts members"),
            }
            for entry in result.instruments
        ],
    }


def states(dataset: Dataset, day: date) -> Json:
    """Return ``ratgap/states/1``: every state and organisation, with its groups on ``day``."""
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
            }
            for state in dataset.states.values()
        ],
    }


def sources(dataset: Dataset, day: date) -> Json:
    """Return ``ratgap/sources/1``: each source and what it was read to say, its age on ``day``."""
    return {
        **head("sources", dataset.digest, {"as_of": plain(day)}),
        "sources": [
            {
                **pick(source, "id title publisher address kind trust relied_on note"),
                "readings": [_reading(source, r, day) for r in source.readings.values()],
            }
            for source in dataset.sources.values()
        ],
    }


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
    }


def groups(dataset: Dataset, day: date) -> Json:
    """Return ``ratgap/groups/1``: the groups with their members on ``day``."""
    return {
        **head("groups", dataset.digest, {"as_of": plain(day)}),
        "groups": [_group(dataset, group, day) for group in dataset.groups.values()],
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


def validate(outcome: Outcome, folder: str, *, strict: bool) -> Json:
    """Return ``ratgap/validate/1``: what is wrong with the data in ``folder``, in file order."""
    return {
        **head("validate", outcome.digest, {"folder": folder, "strict": strict}),
        "counts": {level: outcome.number_of(level) for level in Level},
        "problems": [
            {
                "file": problem.where.file,
                **known(problem.where, "line column"),
                **pick(problem, "level rule message remedy"),
            }
            for problem in outcome.problems
        ],
        "not_checked": list(outcome.left_out),
    }
