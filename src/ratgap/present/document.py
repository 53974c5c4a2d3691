"""The published JSON, version 1: what other tools rely on. Fields are added, never taken away.

Each document is a dict that holds what JSON holds; ``schema/outputs-1.json`` describes it. Days are
ISO 8601. None means "not known or not so", and the field beside it says which: a ``signature``
of None with ``signed`` "unknown" is not "has not signed".
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from ratgap import __version__
from ratgap.assess import commitments as assess
from ratgap.assess.answer import Evidence, LastKnown
from ratgap.assess.doubts import JoinedAmended, doubt, joined_amended
from ratgap.assess.force import MaxAge
from ratgap.assess.report import InstrumentAnswer, asked
from ratgap.model import Dataset, State, Total, When
from ratgap.problem import Level, compared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ratgap.api import Commitments, Explanation
    from ratgap.assess.report import Report, StateReport
    from ratgap.check.run import Outcome
    from ratgap.model import Absence, Act, Commitment, Instrument, StatedForce

Json = dict[str, Any]
_INSTRUMENT = "id title family bases"
_TOTAL = "source when number counts named unnamed argument"
_OFTEN = (When, Evidence, LastKnown, Total)


def text(document: Json, *, compact: bool = False) -> str:
    """Return ``document`` as JSON text that ends in a newline, indented unless ``compact``."""
    if compact:
        from json import dumps

        # Lists may be maps, made as they are written.
        return dumps(document, ensure_ascii=False, separators=(",", ":"), default=list) + "\n"
    # As ``json.dumps(document, ensure_ascii=False, indent=2)``, in a third of the time: what the
    # library has in C does not indent. Numbers are not looked up: 1 is equal to True.
    return _text(document, "\n", _Quoted({None: "null", True: "true", False: "false"})) + "\n"


def lines(document: Json) -> str:
    """Return a report as one line of JSON for each state and instrument, with the day asked about.

    Its keys are those of an instrument of ``ratgap/report/1``, beside those of its state.
    """
    from json import dumps

    day = document["query"]["as_of"]
    written = []
    for state in document["states"]:
        whose = {key: state[key] for key in ("code", "alpha3", "name", "kind")}
        for row in state["instruments"]:
            line = {"as_of": day, "state": whose, **row}
            written.append(f"{dumps(line, ensure_ascii=False, separators=(',', ':'))}\n")
    return "".join(written)


_PLAIN = (str, type(None), bool)


class _Quoted(dict[object, str]):
    """Texts as JSON writes them, each worked out once: keys and codes come again and again."""

    def __missing__(self, text: str) -> str:
        written = self[text] = encode_basestring(text)
        return written


def _text(value: object, margin: str, quoted: _Quoted) -> str:
    """Return one value; ``margin`` begins each of its lines but the first."""
    inner = margin + "  "
    # Most of what a document holds is plain, which is spared the call.
    if isinstance(value, dict):
        items = [
            f"{quoted[key]}: "
            f"{quoted[item] if isinstance(item, _PLAIN) else _text(item, inner, quoted)}"
            for key, item in value.items()
        ]
        return f"{{{inner}{(',' + inner).join(items)}{margin}}}" if items else "{}"
    if isinstance(value, (list, map)):
        items = [
            quoted[item] if isinstance(item, _PLAIN) else _text(item, inner, quoted)
            for item in value
        ]
        return f"[{inner}{(',' + inner).join(items)}{margin}]" if items else "[]"
    return repr(value)


def head(name: str, digest: str, query: Json) -> Json:
    """Return what every document begins with; ``digest`` identifies the content of the data.

    Where the day asked about is to come, it tells of which day that is known.
    """
    today = date.today().isoformat()
    day = next((query[key] for key in ("as_of", "end", "until") if key in query), "")
    return {
        "schema": f"ratgap/{name}/1",
        "generator": {"name": "ratgap", "version": __version__},
        "data": {"digest": digest, **({"known_on": today} if day > today else {})},
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
    if isinstance(value, _OFTEN):
        return _shared(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, MaxAge):
        return str(value)
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        if hasattr(value, "_fields"):
            return {name: plain(part) for name, part in compared(value)}
        return [plain(part) for part in value]
    return value


@lru_cache(maxsize=None, typed=True)
def _shared(record: When | Total | Evidence | LastKnown) -> Json:
    """Return ``plain`` of one that comes often: the same for all that are equal."""
    if not isinstance(record, When):
        names = _TOTAL.split() if isinstance(record, Total) else record._fields
        return {name: plain(getattr(record, name)) for name in names}
    exact = record.exact
    return {
        "date": record.latest.isoformat(),
        "on_or_before": not exact,
        "not_before": None if exact else plain(record.earliest),
    }


def state_name(state: State) -> Json:
    """Return what every document says of one it tells of."""
    kind = "organisation" if state.kind == "organisation" else "state"
    return {**pick(state, "code alpha3 name"), "kind": kind}


def report(dataset: Dataset, result: Report) -> Json:
    """Return ``ratgap/report/1``: what each state still has to join, and how that is known."""
    query = result.query
    published = {id_: pick(treaty, _INSTRUMENT) for id_, treaty in dataset.instruments.items()}
    committed = assess.commitments(dataset, query.as_of, query.states)
    own = [_committed(dataset, entry) for entry in committed]

    def state(entry: StateReport, declared: Json) -> Json:
        return {
            **state_name(dataset.states[entry.state.code]),
            "counts": entry.counts,
            "instruments": [answered(published, one) for one in entry.instruments],
            **declared,
        }

    answers = [one.answer for entry in result.states for one in entry.instruments]
    treaties = {known.instrument for known in answers}
    # To look through all rows for them takes a quarter of the time of a report on all states.
    ids = {known.evidence.source for known in answers if known.evidence}
    ids |= {source for known in answers if known.consent for source in known.consent.sources}
    ids |= {known.total.source for known in answers if known.total}
    asked_about = [
        called(dataset, treaty) for id_, treaty in dataset.instruments.items() if id_ in treaties
    ]
    return {
        **head("report", dataset.digest, plain(query)),
        # Made one by one as they are written: all at once they take half as long again.
        "states": map(state, result.states, own),
        "instruments": asked_about,
        "sources": cited(dataset, own, asked_about, also=ids),
    }


def called(dataset: Dataset, treaty: Instrument) -> Json:
    """Return by what a treaty goes: its code, its names, its titles by language, their sources."""
    names = {"short": dataset.codes[treaty.id], "name": treaty.usual}
    return {"id": treaty.id, **names, **pick(treaty, "title titles translations title_sources")}


def cited(dataset: Dataset, *parts: object, also: Iterable[str] = ()) -> list[Json]:
    """Return each source that parts of a document name, in the order of the data."""
    ids: set[object] = {*also}
    for part in parts:
        _collect(part, ids)
    fields = "id title publisher address kind trust relied_on"
    return [
        {
            **pick(source, fields),
            "trust_on": {on: r.trust for on, r in source.readings.items() if r.trust},
        }
        for id_, source in dataset.sources.items()
        if id_ in ids
    ]


def _collect(value: object, ids: set[object]) -> None:
    """Add to ``ids`` what stands under the keys that name sources, however deep."""
    if isinstance(value, list):
        for item in value:
            _collect(item, ids)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in ("source", "document"):
                ids.add(item)
            elif key == "sources":
                ids.update(item)
            elif key == "title_sources":
                ids.update(item.values())
            elif isinstance(item, (dict, list)):
                _collect(item, ids)


def answered(published: dict[str, Json], entry: InstrumentAnswer) -> Json:
    """Return how one state stands under a treaty, of which ``published`` has what all share."""
    # One for each state and treaty: so it is spelled out what elsewhere is picked by name.
    answer = entry.answer
    act = answer.consent
    return {
        **published[entry.instrument.id],
        "status": answer.status,
        "gap": answer.status.gap,
        "proof": entry.proof,
        "asked": entry.asked,
        "reason": answer.reason,
        "signed": answer.signed,
        "signature": plain(answer.signature and answer.signature.when),
        "consent": act
        and {
            "act": act.kind,
            **plain(act.when),
            "effective": plain(act.effective),
            "sources": list(act.sources),
            "note": act.note,
        },
        "in_force": plain(answer.in_force),
        "ended": plain(answer.ended),
        "through": answer.through,
        "last_known": plain(answer.last_known),
        "evidence": plain(answer.evidence),
        "total": plain(answer.total),
        "doubt": entry.doubt and recorded_act(entry.doubt),
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
    from ratgap.present.explain_view import in_notes, sentence

    state, treaty, answer = result.state, result.instrument, result.answer
    entry = None
    if answer:
        mandate = asked(dataset, dataset.default_basis, state.code, treaty)
        proof, later = answer.proof(result.recent), doubt(dataset, answer)
        entry = InstrumentAnswer(treaty, answer, mandate, proof, later)
    query = {"state": state.code, "instrument": treaty.id, **pick(result, "as_of max_age recent")}
    document: Json = {
        **head("explain", dataset.digest, query),
        "state": state_name(state),
        "instrument": {
            **called(dataset, treaty),
            "adopted": plain(treaty.adopted),
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
                "address": reading.address or source.address,
                **pick(reading, "as_of complete absent_until note"),
                "trust": source.trust_on(treaty.id),
                "relied_on": source.relied_on_for(treaty.id),
                "says": says,
            }
            for source, reading, says in result.readings
        ],
        "totals": plain(result.totals),
        "steps": [
            {
                "code": step.code,
                "text": sentence(dataset, result, step),
                **pick(step, "day sources"),
                **known(step, "instrument article total"),
            }
            for step in (answer.steps if answer else ())
        ],
        "answer": entry and answered({treaty.id: pick(treaty, _INSTRUMENT)}, entry),
        "joined_amended": [
            amended(one)
            for one in (joined_amended(dataset, treaty, answer, result.max_age) if answer else ())
        ],
    }
    return {**document, "sources": cited(dataset, document, also=in_notes(result))}


def amended(joined: JoinedAmended) -> Json:
    """Return a treaty that the state joined when an amendment to it was in force."""
    return {"id": joined.parent.instrument, "in_force": plain(joined.since)}


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
