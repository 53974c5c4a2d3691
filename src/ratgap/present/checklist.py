"""Plans as Markdown checklists, to take to a meeting: what is to be done has a box to tick."""

from __future__ import annotations

from collections.abc import Iterator

from ratgap.assess.plan import Plan
from ratgap.model import Dataset
from ratgap.planning import Plans
from ratgap.present.labels import ENGLISH, Say
from ratgap.present.markdown import escaped
from ratgap.present.plan_lines import Line, Teller
from ratgap.present.plan_view import by_depositary, notes, positions, step_title, title
from ratgap.present.report_view import last_known


def render(dataset: Dataset, result: Plans, say: Say = ENGLISH) -> str:
    """Return ``result`` as Markdown, every state in full."""
    lines: list[str] = []
    for n, found in enumerate(result.plans):
        lines += [f"## {escaped(title(found, say))}", ""]
        if n == 0:
            lines += [text for note in notes(dataset, result, say) for text in (escaped(note), "")]
        lines += _plan(dataset, found, say)
    return "\n".join(lines)


def _plan(dataset: Dataset, found: Plan, say: Say) -> Iterator[str]:
    teller = Teller(dataset, positions(found), say)
    for n, step in enumerate(found.steps, 1):
        heading = escaped(step_title(step, n, say))
        box = "" if step.brought_by else "[ ] "
        yield f"- {box}**{heading}**"
        yield from (f"  - {_line(line, say)}" for line in teller.lines(step))
    if found.steps:
        yield ""
    if found.packages:
        yield from (f"### {escaped(say('plan.packages'))}", "")
        for package in found.packages:
            family = dataset.families.get(package.family, package.family)
            for depositaries, ids in by_depositary(package.by_depositary):
                together = say("plan.deposit-together", depositary=depositaries, instruments=ids)
                yield f"- [ ] {escaped(family)}: {escaped(together)}"
        yield ""
    if found.unknown:
        yield from (f"### {escaped(say('plan.unknown', count=len(found.unknown)))}", "")
        yield from _unknown(found, say)
        yield ""


def _line(line: Line, say: Say) -> str:
    box = "[ ] " if line.to_do and line.label != "act" else ""
    return f"{box}{escaped(say(f'line.{line.label}'))}: {escaped(line.text)}"


def _unknown(found: Plan, say: Say) -> Iterator[str]:
    for inquiry in found.unknown:
        treaty = inquiry.row.instrument
        told = [treaty.title]
        if treaty.depositaries:
            told.append(say("plan.ask", depositaries=", ".join(treaty.depositaries)))
        last = " ".join(last_known(inquiry.row.answer, say))
        told.append(say("plan.last", last=last) if inquiry.row.answer.evidence else last)
        if inquiry.bears_on:
            told.append(say("plan.waits", instruments=", ".join(inquiry.bears_on)))
        yield f"- [ ] {escaped('; '.join(told))}"
