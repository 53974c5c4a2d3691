"""The engine's steps of reasoning as sentences."""

from __future__ import annotations

from ratgap.api import Explanation
from ratgap.assess.answer import Answer, Reason, Status, Step
from ratgap.model import When
from ratgap.present.labels import Say


def sentence(result: Explanation, step: Step, say: Say) -> str:
    """Return what ``step`` of ``result`` says."""
    return say(
        f"step.{step.code}",
        act=say(f"act.{step.act.kind}") if step.act else "",
        on=span("on", step.day, say),
        since=span("since", step.day, say),
        sources=", ".join(step.sources),
        instrument=step.instrument,
        article=article(step.article, say),
        as_of=result.as_of,
        max_age=result.max_age,
    )


def article(text: str, say: Say) -> str:
    """Return the citation of an article to follow a statement; empty where there is none."""
    return say("article", article=text) if text else ""


def span(form: str, when: When | None, say: Say) -> str:
    """Return a day in words after ``form``: "on", "since", or "span" for the day alone."""
    if when is None:
        return ""
    kind = "exact" if when.exact else "between" if when.earliest else "by"
    return say(f"{form}.{kind}", earliest=when.earliest, latest=when.latest)


def conclusion(answer: Answer, say: Say) -> tuple[str, ...]:
    """Return what the steps come to, and how far the evidence reaches."""
    evidence = answer.evidence
    said = [_status(answer, say)]
    if evidence and evidence.confirmed and answer.status is not Status.UNKNOWN:
        key = "answer.stale" if answer.stale else "answer.confirmed"
        said.append(say(key, day=evidence.confirmed, source=evidence.source))
    return tuple(said)


def _status(answer: Answer, say: Say) -> str:
    last = answer.last_known
    if answer.status is Status.PARTY and answer.in_force:
        return say("answer.party", since=span("since", answer.in_force, say))
    if answer.status is Status.PARTY:
        return say("answer.party.undated")
    if answer.reason is Reason.ENDED and answer.ended:
        return say("answer.none.left", day=answer.ended)
    if answer.status is Status.UNKNOWN and last:
        return say("answer.unknown.last", last=say(f"last.{last.status}"), day=last.confirmed)
    return say(f"answer.{answer.status}")
