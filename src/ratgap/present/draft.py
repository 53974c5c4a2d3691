"""A draft of the instrument by which a state joins a treaty, and the note that brings it.

It has what the UN Treaty Handbook asks of an instrument: title, day and place of the treaty, an
unambiguous expression of the will to be bound and to observe it, a signature by the head of state,
the head of government or the minister for foreign affairs, place and day. The words are our own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ratgap import language
from ratgap.assess.answer import Signed, Status
from ratgap.assess.joining import Way
from ratgap.gate import markdown as escaped
from ratgap.language import mark, t
from ratgap.model import Declaration, Instrument, State
from ratgap.named import NamedTuple

BLANK = "…" * 10


class Paragraph(NamedTuple):
    """A paragraph; ``kind`` is "mark", "title", "heading", "text", "item", "blank" or "sign".

    What is to be signed stands together on a page.
    """

    kind: str
    text: str


class Case(NamedTuple):
    """Who joins what by which act, and what the evidence says of it.

    ``parents`` are the treaties, with the article that says so, that are to be joined before or at
    the same time; ``confirmed`` is the last day for which the evidence speaks, where that is an
    earlier one, ``note`` what the data note of the two, ``signature`` the day on which the state
    signed.
    """

    state: State
    treaty: Instrument
    way: Way
    status: Status
    signed: Signed
    parents: tuple[tuple[Instrument, str], ...] = ()
    confirmed: date | None = None
    note: str = ""
    signature: date | None = None


_HEADINGS = {
    "ratification": mark("Instrument of ratification"),
    "acceptance": mark("Instrument of acceptance"),
    "approval": mark("Instrument of approval"),
    "accession": mark("Instrument of accession"),
    "succession": mark("Instrument of succession"),
}
_UNDERTAKINGS = {
    "ratification": mark("By this instrument the state named above ratifies the treaty."),
    "acceptance": mark("By this instrument the state named above accepts the treaty."),
    "approval": mark("By this instrument the state named above approves the treaty."),
    "accession": mark("By this instrument the state named above accedes to the treaty."),
    "succession": mark(
        "By this instrument the state named above succeeds to the treaty from the day of its"
        " succession."
    ),
}


_OF_SIGNATORIES = ("ratification", "acceptance", "approval")
"""What confirms a signature (VCLT art. 14): its instrument tells of that."""


def draft(case: Case) -> tuple[Paragraph, ...]:
    """Return the instrument, the note to the depositary, and what is to be checked before."""
    return (*_instrument(case), *_note(case), *_checks(case))


def _text(*texts: str) -> Iterator[Paragraph]:
    for text in texts:
        yield Paragraph("text", text)


def _blanks(*labels: str) -> Iterator[Paragraph]:
    for label in labels:
        yield Paragraph("sign", t("{label}: {value}", label=label, value=BLANK))


def _treaty(treaty: Instrument) -> Iterator[Paragraph]:
    yield from _text(t("Treaty: {title}", title=_title(treaty)))
    day = language.long_day(treaty.adopted)
    if treaty.place:
        yield from _text(t("Adopted: {place}, {day}", place=treaty.place, day=day))
    else:
        yield from _text(t("Adopted: {day}", day=day))


def _title(treaty: Instrument) -> str:
    """Return the official title; one in another language than that in use is marked."""
    if language.code in treaty.titles:
        return treaty.titles[language.code]
    if language.code in treaty.translations or "en" not in treaty.titles:
        return treaty.title
    return t("{title} (in English)", title=treaty.titles["en"])


def _formal(state: State) -> str:
    """Return the formal name in the language in use; "" where the data have none."""
    return state.formal.get(language.code, "")


def _as_whose(state: State) -> str:
    """Return ``state`` behind "on behalf of": by its formal name where that can stand there.

    Russian has it in another case there, which the data do not have.
    """
    formal = _formal(state)
    if formal and language.code == language.ENGLISH:
        return formal
    if formal and language.code == "fr":
        return language.after_de(formal)
    return t("on behalf of\4the state named above")


def _instrument(case: Case) -> Iterator[Paragraph]:
    act = case.way.act.value
    yield Paragraph("mark", t("Draft: to be checked by the ministry's legal service"))
    yield Paragraph("title", t(_HEADINGS[act]))
    yield from _text(t("State: {state}", state=case.state.name))
    formal, label = _formal(case.state), t("Formal name of the state")
    yield from _text(t("{label}: {value}", label=label, value=formal or BLANK))
    yield from _treaty(case.treaty)
    if case.signature and act in _OF_SIGNATORIES:
        yield from _text(t("Signed: {day}", day=language.long_day(case.signature)))
    yield from _text(
        t(
            "The undersigned declares on behalf of {state} that its Government has considered the"
            " treaty named above.",
            state=_as_whose(case.state),
        ),
        t(_UNDERTAKINGS[act]),
        t("The state considers itself bound by it, and undertakes to observe and implement it."),
    )
    declarations = [d for d in case.treaty.declarations or () if not d.organisations_only]
    if declarations:
        yield Paragraph("heading", t("Declarations and notifications"))
    for declaration in declarations:
        yield from _declaration(declaration)
    yield from _text("")
    yield from _blanks(
        t("Place"),
        t("Date"),
        t("person\4Name"),
        t("Title (head of state, head of government or minister for foreign affairs)"),
        t("signed by hand\4Signature"),
        t("Seal"),
    )


def _declaration(declaration: Declaration) -> Iterator[Paragraph]:
    text = mark("Allowed by article {article}: {text}")
    if declaration.required:
        text = mark("Required by article {article}: {text}")
    line = t(text, article=declaration.article, text=declaration.text)
    yield Paragraph("item", f"{line} ({declaration.when})" if declaration.when else line)
    yield Paragraph("blank", t("{label}: {value}", label=t("Text, or strike out"), value=BLANK))


def _note(case: Case) -> Iterator[Paragraph]:
    yield Paragraph("title", t("Cover note to the depositary"))
    depositaries = ", ".join(case.treaty.depositaries) or BLANK
    yield from _text(
        t("To: {depositary}", depositary=depositaries),
        t("State: {state}", state=_formal(case.state) or case.state.name),
    )
    yield from _treaty(case.treaty)
    yield from _text(
        t("Enclosed for deposit: {document}", document=t(_HEADINGS[case.way.act.value])),
        t("Please confirm the receipt and the day of deposit, and inform the states concerned."),
    )
    yield from _blanks(t("Place"), t("Date"), t("person\4Name"), t("signed by hand\4Signature"))


def _checks(case: Case) -> Iterator[Paragraph]:
    yield Paragraph("title", t("To be checked before signing; no part of the instrument"))
    checks = [
        t("The treaty allows this act in article {article}.", article=case.way.article or BLANK),
        t("Whoever else signs needs full powers, which are enclosed."),
    ]
    if _formal(case.state):
        checks.append(t("The formal name is that of the data: check it against the state's own."))
    if case.signed is Signed.UNKNOWN and case.way.if_signed is not None:
        checks.append(t("(!) No source tells whether the state has signed: a signatory ratifies."))
    if case.way.sign_first:
        checks.append(t("The treaty must be signed first; it is open for signature."))
    if language.code not in case.treaty.titles:
        checks.append(t("(!) The data have no official title of the treaty in this language."))
    if case.status is Status.UNKNOWN:
        checks.append(t("No source tells whether the state is a party: ask the depositary first."))
    elif case.confirmed:
        day = language.long_day(case.confirmed)
        checks.append(t("Not a party by {day}: ask the depositary what was done since.", day=day))
    if case.note:
        checks.append(t("Note in the data: {note}", note=case.note))
    checks += [
        t("To be joined before or with it, article {article}: {title}", article=a, title=p.title)
        for p, a in case.parents
    ]
    if case.treaty.declarations is None:
        checks.append(t("No text was read for declarations: see the treaty."))
    for check in checks:
        yield Paragraph("item", check)


def plain(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return ``paragraphs`` as plain text, each on a line of its own."""
    forms = {"title": "\n{}\n", "heading": "\n{}\n", "item": "- {}"}
    return _lines(paragraphs, forms, "{}", lambda text: " ".join(text.split()))


def markdown(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return ``paragraphs`` as Markdown."""
    forms = {"title": "# {}\n", "heading": "## {}\n", "item": "- {}\n"}
    return _lines(paragraphs, forms, "{}\n", escaped)


def _lines(
    paragraphs: tuple[Paragraph, ...], forms: dict[str, str], other: str, say: Callable[[str], str]
) -> str:
    return "".join(f"{forms.get(p.kind, other).format(say(p.text))}\n" for p in paragraphs)
