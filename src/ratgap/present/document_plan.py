"""``ratgap/plan/1``, ``ratgap/matrix/1`` and ``ratgap/progress/1``."""

from collections.abc import Iterable, Mapping

from ratgap.api import Plans, Review
from ratgap.assess.plan import Condition, PlanStep
from ratgap.assess.progress import beyond_evidence, share_closed
from ratgap.assess.report import Matrix
from ratgap.model import Dataset
from ratgap.present.document import (
    Json,
    amended,
    head,
    known,
    pick,
    plain,
    recorded_act,
    state_name,
)


def plan(dataset: Dataset, result: Plans) -> Json:
    """Return ``ratgap/plan/1``: how each state closes its gaps."""
    query = {
        "as_of": plain(result.query.as_of),
        "deposit_on": plain(result.deposit_on),
        **pick(result.query, "scope basis states max_age recent not_there"),
    }
    states = [
        {
            **state_name(dataset.states[plan.state.code]),
            "steps": [_step(dataset, step, number) for number, step in enumerate(plan.steps, 1)],
            "packages": [
                {
                    "family": package.family,
                    "title": dataset.families.get(package.family, package.family),
                    **pick(package, "instruments by_depositary"),
                }
                for package in plan.packages
            ],
            "unknown": [
                {
                    **pick(inquiry.instrument, "id title"),
                    "asked": not inquiry.outside,
                    **pick(inquiry.answer, "reason signed last_known evidence"),
                    "ask": plain(inquiry.instrument.depositaries),
                    **pick(inquiry, "bears_on"),
                    "joined_amended": [amended(one) for one in inquiry.joined_amended],
                }
                for inquiry in plan.unknown
            ],
        }
        for plan in result.plans
    ]
    return {**head("plan", dataset.digest, query), "states": states}


def _step(dataset: Dataset, step: PlanStep, position: int) -> Json:
    treaty, answer, binding = dataset.instruments[step.instrument.id], step.answer, step.binding
    # The plan may be of the same data in another language: what it allows is told in this one.
    both = zip(step.instrument.declarations or (), treaty.declarations or (), strict=True)
    declarations = [own for planned, own in both if planned in (step.declarations or ())]
    return {
        "position": position,
        **pick(treaty, "id title family"),
        "asked": not step.outside,
        **pick(answer, "status signed"),
        "signature": answer.signature and plain(answer.signature.when),
        **pick(answer, "ended evidence"),
        **pick(step, "possible ways"),
        **pick(treaty, "depositaries"),
        "requires": _related(step.conditions),
        "brought_by": [{"id": by.instrument, "article": by.article} for by in step.brought_by],
        "brings": _related(step.brings),
        **pick(step, "prevails_over gives_way_to"),
        "binding": binding
        and {
            "date": plain(binding.day),
            **pick(binding, "clause counted"),
            **known(binding, "held_by through"),
        },
        "declarations": None
        if step.declarations is None
        else [
            pick(d, "text article when required organisations_only source") for d in declarations
        ],
        **known(treaty, "declarations_read"),
        "proof": step.proof,
        "asked_by_basis": step.asked,
        "doubt": step.doubt and recorded_act(step.doubt),
        "joined_amended": [amended(one) for one in step.joined_amended],
        "amended_by": [{"id": i.id, "since": plain(day)} for i, day in step.amended_by],
        "peers": [{"group": p.group.id, **pick(p, "joined of unknown")} for p in step.peers],
    }


def _related(conditions: Iterable[Condition]) -> list[Json]:
    return [
        {
            "id": condition.parent.instrument,
            **pick(condition.parent, "rule article"),
            **pick(condition, "status planned open"),
        }
        for condition in conditions
    ]


def matrix(dataset: Dataset, result: Matrix) -> Json:
    """Return ``ratgap/matrix/1``: states by instruments, and which are nearest to having all."""
    reach = {near.instrument.id: near for near in result.reach}
    regions = dataset.regions(result.query.as_of)
    return {
        **head("matrix", dataset.digest, plain(result.query)),
        "states": [
            {
                **state_name(dataset.states[state.code]),
                "region": regions.get(state.code),
                "counts": result.by_state(state.code),
            }
            for state in result.states
        ],
        "instruments": [
            {
                "id": treaty.id,
                "short": dataset.codes[treaty.id],
                **pick(dataset.instruments[treaty.id], "title family"),
                "counts": result.by_instrument(treaty.id),
                "reach": pick(reach[treaty.id], "states joined outside unknown"),
            }
            for treaty in result.instruments
        ],
        "cells": {
            state.code: {i.id: result.status(state.code, i.id) for i in result.instruments}
            for state in result.states
        },
        "proofs": {
            state.code: {
                i.id: answer.proof(result.query.recent)
                for i in result.instruments
                if (answer := result.cells.get((state.code, i.id))) and answer.status.gap
            }
            for state in result.states
        },
        "closest": [near.instrument.id for near in result.reach],
    }


def progress(dataset: Dataset, result: Review) -> Json:
    """Return ``ratgap/progress/1``: who joined, signed or left what, and what is still open."""

    def sums_of(counts: Mapping[str, int]) -> Json:
        return {"counts": counts, "share_closed": share_closed(counts)}

    def sums_known(counts: Mapping[str, int]) -> Json:
        """Return the counts of a year; null where nothing is known of it."""
        if not beyond_evidence(counts):
            return sums_of(counts)
        left = {key: n if key in ("cells", "covered") else None for key, n in counts.items()}
        return {"counts": left, "share_closed": None}

    query, whole = result.query, result.whole
    asked = {
        "start": plain(result.start),
        "end": plain(query.as_of),
        **pick(query, "scope basis max_age"),
        "states_start": list(result.states_from),
        "states_end": list(query.states),
    }
    return {
        **head("progress", dataset.digest, asked),
        **sums_of(whole.counts),
        "known_until": plain(whole.known_until),
        "states": [
            {**state_name(dataset.states[code]), **sums_of(counts)}
            for code, counts in whole.by_state().items()
        ],
        "instruments": [
            {**pick(dataset.instruments[id_], "id title"), **sums_of(counts)}
            for id_, counts in whole.by_instrument().items()
        ],
        "changes": [
            {
                **pick(change, "state instrument move start end"),
                "events": [
                    {
                        "what": event.what,
                        "act": event.act.kind,
                        **pick(event, "day notified"),
                        **known(event, "through"),
                        **pick(event.act, "sources note"),
                    }
                    for event in change.events
                ],
            }
            for change in whole.changes
        ],
        "years": [{**pick(year, "start end"), **sums_known(year.counts)} for year in result.years],
    }
