"""One treaty, one source, one group, one state: all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from operator import itemgetter

from ratgap.assess.answer import Status, Strength
from ratgap.assess.report import InstrumentAnswer, Participation
from ratgap.model import Argument, Dataset, Group, Instrument, Member, Source, State
from ratgap.present import explain_view
from ratgap.present import view as v
from ratgap.present.lists_view import readings
from ratgap.present.report_view import last_known, signed_on
from ratgap.present.text import article, counted, mark, t, word

_Entry = tuple[State, InstrumentAnswer]


def instrument(dataset: Dataset, result: Participation) -> v.View:
    """Return who stands how under one instrument, its totals, its clauses and its titles."""
    treaty = result.summary.instrument
    title = t(
        "{treaty} ({code}, {id}), as of {day}",
        treaty=treaty.title,
        id=treaty.id,
        code=dataset.codes[treaty.id],
        day=result.query.as_of,
    )
    blocks = _blocks(result)
    tables = (
        _facts(_about(dataset, treaty)),
        explain_view.totals(dataset, treaty.id, result.totals),
        *blocks,
    )
    cited = {total.source for total in result.totals} | {*treaty.sources, *treaty.entry.sources}
    cited |= {e.answer.evidence.source for _, e in result.states if e.answer.evidence}
    absent = v.left_out(result.query.as_of, (dataset.states[c] for c in result.query.not_there))
    marks = v.star(entry[1].answer.consent for entry in result.states)
    notes = (_outcome(blocks), *_counted(result), *absent, *explain_view.clauses(treaty), *marks)
    about = v.Section(title, notes, v.filled(*tables))
    return v.View((about, *v.sources(dataset, cited, treaty.id)))


def _outcome(blocks: tuple[v.Table, ...]) -> str:
    joined, recent, old, unknown = (len(block.rows) for block in blocks)
    return t(
        "{joined} of {total} joined; {recent} not joined, {old} not joined when last checked, "
        "{unknown} not known.",
        joined=joined,
        total=joined + recent + old + unknown,
        recent=recent,
        old=old,
        unknown=unknown,
    )


def _counted(result: Participation) -> Iterator[str]:
    total = result.summary.total
    if total is None:
        return
    parties, on = explain_view.parties(total), explain_view.on(total.when)
    if total.argument is Argument.OUTNUMBERED:
        text = mark(
            "The last total, of {source}, is {parties} {on}. Known by name: {named}; "
            "joined without being named: {unnamed}."
        )
    elif total.argument is Argument.NOTHING:
        text = mark("The last total, of {source}, is {parties} {on}; nothing is concluded from it.")
    else:
        text = mark("The last total, of {source}, is {parties} {on}: all are known by name.")
    numbers = {"named": total.named, "unnamed": total.unnamed}
    yield t(text, on=on, parties=parties, source=total.source, **numbers)


def _blocks(result: Participation) -> tuple[v.Table, v.Table, v.Table, v.Table]:
    recent = [e for e in result.states if e[1].proof is Strength.RECENT]
    old = [e for e in result.states if e[1].unsure]
    joined = [e for e in result.states if e[1].answer.status.joined]
    others = [e for e in result.states if e[1].not_known]
    why = v.Column("Why", lambda entry: last_known(entry[1].answer))
    signed = v.Column("Signed", lambda entry: signed_on(entry[1]))
    return (
        _block(
            t("Joined ({count})", count=len(joined)),
            joined,
            v.Column("Consent", _consent),
            v.Column("In force", lambda entry: entry[1].answer.in_force),
        ),
        _block(t("Not joined ({count})", count=len(recent)), recent, signed),
        _block(
            t("Not joined when last checked: ask the depositary ({count})", count=len(old)),
            old,
            signed,
            v.Column("Why not sure", _doubt, wrap=True),
        ),
        _block(t("Not known ({count})", count=len(others)), others, why),
    )


def _block(title: str, entries: list[_Entry], *columns: v.Column) -> v.Table:
    return v.table(
        title,
        entries,
        v.Column("State", lambda entry: f"{entry[0].name} ({entry[0].code})", wrap=True),
        *columns,
        v.Column("Evidence", lambda entry: entry[1].answer.evidence),
        tone=lambda entry: entry[1].answer.status,
    )


def _consent(entry: _Entry) -> object:
    act, through = entry[1].answer.consent, entry[1].answer.through
    if act is None:
        return None
    joined = through and t("through {instrument}", instrument=through)
    return word("act", act.kind), v.starred(v.cell(act.when), act), joined


def _doubt(entry: _Entry) -> str:
    """Return why a last negative is not repeated; that a proof is old its day tells."""
    unsure = entry[1].answer.status is Status.UNKNOWN
    return word("why", entry[1].answer.reason) if unsure else ""


def _facts(facts: Iterable[tuple[str, str]]) -> v.Table:
    """Return a table of facts, each behind its name; those of which nothing is known are not."""
    columns = v.Column("", itemgetter(0)), v.Column("", itemgetter(1), wrap=True)
    return v.table("", [fact for fact in facts if fact[1]], *columns)


def _about(dataset: Dataset, treaty: Instrument) -> Iterator[tuple[str, str]]:
    yield t("Usual name"), treaty.name
    titles = [(mark("Official title ({language})"), treaty.titles)]
    titles.append((mark("Title in translation ({language})"), treaty.translations))
    for text, by_language in titles:
        for language, title in by_language.items():
            source = treaty.title_sources.get(language)
            yield t(text, language=language), f"{title} [{source}]" if source else title
    yield t("Adopted"), ", ".join(filter(None, (str(treaty.adopted), treaty.place)))
    yield t("Depositary"), ", ".join(treaty.depositaries)
    closes = treaty.signature_closes_on_entry
    yield t("Signature"), signature(treaty.signature_from, treaty.signature_until, closes)
    ways = (way(w.act, w.article, w.signed_first) for w in treaty.joining)
    yield t("Joining"), t("; ").join(ways)
    for parent in treaty.parents:
        names = {
            "instrument": parent.instrument,
            "rule": word("rule", parent.rule),
            "article": article(parent.article),
        }
        yield t("Parent"), t("{instrument}: {rule}{article}", **names)
    yield t("Asked for by"), t("; ").join(dataset.bases[basis].title for basis in treaty.bases)
    yield (
        t("Published"),
        t("; ").join(f"{kind}: {place}" for kind, place in treaty.citations.items()),
    )
    yield t("Its text"), ", ".join(treaty.sources)
    yield t("Note in the data"), treaty.note


def way(act: str, number: str, signed_first: bool) -> str:
    """Return an act by which a treaty can be joined, with the ``number`` of the article."""
    text = mark("{act}, having signed{article}") if signed_first else mark("{act}{article}")
    return t(text, act=word("act", act), article=article(number))


def signature(first: object, last: object, closes_on_entry: bool) -> str:
    """Return from which day to which a treaty is open for signature; "" for no first day."""
    if not first:
        return ""
    if closes_on_entry:
        text = mark("from {first} until it enters into force")
    else:
        text = mark("from {first} to {last}") if last else mark("from {first}")
    return t(text, first=first, last=last)


def source(dataset: Dataset, known: Source, day: date) -> v.View:
    """Return what a source is, what it was read to say, and what rests on it."""
    citations = dataset.cited_by(known.id)
    by_treaty: dict[str, list[str]] = {treaty: [] for treaty in dataset.instruments}
    for state, treaty in citations.cells:
        by_treaty[treaty].append(state)
    cited = v.table(
        t("What rests on it: acts, days of effect, absences"),
        [entry for entry in by_treaty.items() if entry[1]],
        v.Column("Instrument", itemgetter(0)),
        v.Column(
            "Records",
            lambda entry: sum(citations.cells[state, entry[0]] for state in entry[1]),
            number=True,
        ),
        v.Column("Of", lambda entry: _few(dataset.states, entry[1]), wrap=True),
    )
    others = _facts(
        (
            (t("Clauses and days of"), ", ".join(citations.instruments)),
            (t("Groups"), ", ".join(citations.groups)),
            (t("Commitments and reports of"), ", ".join(citations.commitments)),
        )
    )
    notes = filter(None, (v.described(known), known.note))
    read = readings(dataset, [known], day)
    noted = v.table(
        t("What these data note of a reading"),
        [reading for reading in known.readings.values() if reading.note],
        v.Column("Instrument", lambda reading: reading.instrument),
        v.Column("Note", lambda reading: reading.note, wrap=True),
    )
    return v.View((v.Section(known.id, tuple(notes), v.filled(read, noted, cited, others)),))


_FEW = 12


def _few(states: Mapping[str, State], codes: list[str]) -> str:
    """Return ``codes``, or how many there are: who wants all of many asks for JSON."""
    return ", ".join(codes) if len(codes) <= _FEW else v.how_many([states[code] for code in codes])


def group(dataset: Dataset, known: Group, day: date) -> v.View:
    """Return the members of a group on ``day``, its others and observers, and who says so."""
    there = [member for member in known.members if member.on(day)]
    others = [member for member in known.members if member not in there]
    title = counted(
        len(there),
        "{group} ({id}), as of {day}: {count} member",
        "{group} ({id}), as of {day}: {count} members",
        group=known.title,
        id=known.id,
        day=day,
    )
    tables = v.filled(
        _membership(dataset, t("Members"), there),
        _membership(dataset, t("Members on other days"), others),
        v.table(t("Observers"), known.observers, v.Column("", str)),
    )
    return v.View((v.Section(title, (), tables), *v.sources(dataset, known.sources)))


def _membership(dataset: Dataset, title: str, members: list[Member]) -> v.Table:
    return v.table(
        title,
        members,
        v.Column("Code", lambda member: member.state),
        v.Column("Name", lambda member: dataset.states[member.state].name, wrap=True),
        v.Column("Since", lambda member: member.since),
        v.Column("Until", lambda member: member.until),
    )


def state(dataset: Dataset, known: State, day: date) -> v.View:
    """Return by what names a state goes, since when it exists, and its groups on ``day``."""
    memberships = [
        (group, member)
        for group in dataset.groups.values()
        for member in group.members
        if member.state == known.code and member.on(day)
    ]
    facts = (
        (t("Code"), ", ".join(filter(None, (known.code, known.alpha3)))),
        *((t("Name ({language})", language=key), name) for key, name in known.names.items()),
        *((t("Formal name ({language})", language=k), name) for k, name in known.formal.items()),
        (t("Also called"), t("; ").join(known.also)),
        (t("Has existed since"), str(known.since or "")),
        (t("Existed until"), str(known.until or "")),
        (t("Succeeds to"), known.predecessor),
    )
    groups = v.table(
        t("Groups"),
        memberships,
        v.Column("Group", lambda entry: entry[0].id),
        v.Column("Title", lambda entry: entry[0].title, wrap=True),
        v.Column("Since", lambda entry: entry[1].since),
        v.Column("Until", lambda entry: entry[1].until),
    )
    title = t("{state} ({code}); groups as of {day}", state=known.name, code=known.code, day=day)
    report, commitments = (
        v.command(dataset, f"{word} {known.code}", v.on_day(day))
        for word in ("report", "commitments")
    )
    commands = (
        t("What it has not joined: {command}", command=report),
        t("What it declared: {command}", command=commitments),
    )
    notes = () if known.former else commands
    return v.View((v.Section(title, notes, v.filled(_facts(facts), groups)),))
