"""The command that drafts the instrument by which a state joins a treaty."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ratgap.cli import options
from ratgap.cli.console import Result, UnusableError, is_terminal, missing_extra
from ratgap.cli.options import Writing

if TYPE_CHECKING:
    from ratgap.assess.answer import Answer
    from ratgap.assess.force import MaxAge
    from ratgap.assess.joining import Way
    from ratgap.model import Dataset, Instrument
    from ratgap.present.draft import Paragraph

_ACTS = ("ratification", "acceptance", "approval", "accession", "succession")


class _Drafted(Writing):
    """The formats of a draft."""

    PEOPLE = "txt"
    form: Annotated[Literal["txt", "markdown", "odt", "docx"] | None, options.HOW] = None


def draft(
    *,
    state: options.StateName,
    instrument: Annotated[
        str, typer.Argument(metavar="INSTRUMENT", help="Id, code or name of an instrument.")
    ],
    act: Annotated[
        Literal["ratification", "acceptance", "approval", "accession", "succession"] | None,
        typer.Option("--act", help="By which act.  [what the state may still do]"),
    ] = None,
    as_of: options.AsOf,
    max_age: options.AgeLimit,
    writing: _Drafted,
) -> Result:
    """Draft the instrument by which a state joins a treaty.

    The note to the depositary comes with it. A draft: the ministry's legal service is to check it.

    ratgap draft KG INSTRUMENT
    ratgap draft KG INSTRUMENT --act accession --lang fr --output draft.odt
    """
    from ratgap import api
    from ratgap.assess.answer import Signed
    from ratgap.present import draft as drafts
    from ratgap.request import pick, to_come

    dataset = writing.load()
    treaty = pick("instrument", instrument, dataset.instruments)
    code = dataset.names.find(state)
    answer = api.answer(dataset, code, treaty.id, as_of, max_age)
    _demand_open(dataset, answer, treaty)
    parents = _parents(dataset, answer, treaty, max_age)
    # One that has left starts anew: its signature is spent.
    signature = answer.signature.when if answer.signature and not answer.ended else None
    case = drafts.Case(
        dataset.states[code],
        treaty,
        _way(dataset, answer, treaty, act),
        answer.status,
        Signed.NO if answer.ended else answer.signed,
        parents,
        answer.evidence.confirmed if answer.stale and answer.evidence else None,
        dataset.cell(code, treaty.id).note,
        signature.latest if signature and signature.exact else None,
    )
    return _written(drafts.draft(case), writing)._replace(notes=to_come(as_of))


_PACKAGES = {"odt": "odfdo", "docx": "python-docx"}
"""What writes the documents of word processors."""


def _written(paragraphs: tuple[Paragraph, ...], writing: _Drafted) -> Result:
    """Return the draft in its format. Raises ``UnusableError`` where that cannot be written."""
    from ratgap.present import draft as drafts

    form = str(writing.form)
    if form not in _PACKAGES:
        markdown = form == "markdown"
        text = drafts.markdown(paragraphs) if markdown else drafts.plain(paragraphs)
        return Result(text, writing.output, utf8=markdown, page=not writing.no_pager)
    from ratgap.present import draft_files

    if writing.output is None and is_terminal(sys.stdout):
        raise UnusableError(
            "--format {form} is no text for a terminal: add --output FILE", form=form
        )
    try:
        made = draft_files.odt(paragraphs) if form == "odt" else draft_files.docx(paragraphs)
    except ModuleNotFoundError:
        raise missing_extra(form.upper(), _PACKAGES[form], "draft") from None
    return Result(made, writing.output)


def _demand_open(dataset: Dataset, answer: Answer, treaty: Instrument) -> None:
    """Raise ``UnusableError`` where the state is a party, or the treaty is not open to it."""
    state = dataset.states[answer.state].name
    if dataset.states[answer.state].kind != "state":
        raise UnusableError(
            "{name} is an organisation: drafts are of the instruments of states", name=state
        )
    if answer.status.joined and answer.in_force and answer.in_force.exact:
        raise UnusableError(
            "{state} is already a party to {treaty} since {day}: there is nothing to draft",
            state=state,
            treaty=treaty.usual,
            day=answer.in_force.latest,
        )
    if answer.status.joined:
        raise UnusableError(
            "{state} has already joined {treaty}: there is nothing to draft",
            state=state,
            treaty=treaty.usual,
        )
    if treaty.adopted > answer.as_of or not dataset.open_to(answer.state, treaty.id):
        raise UnusableError(
            "{treaty} is not open to {state} on {day}",
            treaty=treaty.usual,
            state=state,
            day=answer.as_of,
        )


def _parents(
    dataset: Dataset, answer: Answer, treaty: Instrument, max_age: MaxAge | None
) -> tuple[tuple[Instrument, str], ...]:
    """Return what is to be joined with it. Raises ``UnusableError`` for what comes before it."""
    from ratgap import api

    needed = []
    for parent in treaty.parents:
        id_ = parent.instrument
        status = api.answer(dataset, answer.state, id_, answer.as_of, max_age).status
        if not parent.first or status.joined:
            continue
        record = dataset.instruments[id_]
        if parent.rule == "parties-only" and status.gap:
            raise UnusableError(
                "{treaty} is open to parties to {parent} only (article {article}): join that first",
                treaty=treaty.usual,
                parent=record.usual,
                article=parent.article,
            )
        needed.append((record, parent.article))
    return tuple(needed)


def _way(dataset: Dataset, answer: Answer, treaty: Instrument, act: str | None) -> Way:
    """Return the way that is asked for, else the simplest: a signatory ratifies, others accede."""
    from ratgap.assess.joining import ways_to_join

    state = dataset.states[answer.state]
    for way in ways_to_join(treaty, state, answer, answer.as_of):
        if way.act in _ACTS and act in (None, way.act):
            return way
    articles = ", ".join(
        f"{mode.act} ({mode.article})" for mode in treaty.joining if mode.act in _ACTS
    )
    raise UnusableError(
        "{treaty} does not admit this act by {state} on {day}; its articles: {articles}",
        treaty=treaty.usual,
        state=state.name,
        day=answer.as_of,
        articles=articles or "-",
    )
