"""What states declared and reported, as tables (seed paragraph 10, national declarations)."""

from datetime import date

from ratgap.api import Commitments
from ratgap.assess.commitments import CommitmentStatus, StateCommitments, known_by, years_since
from ratgap.assess.commitments import commitments as commitments_of
from ratgap.assess.report import Query
from ratgap.model import Commitment, Dataset
from ratgap.present import view as v
from ratgap.present.text import mark, t


def commitments(result: Commitments) -> v.View:
    """Return ``result`` for a reader: a section for each state, a summary first if several."""
    sections = [_state(entry) for entry in result.states]
    if len(sections) > 1:
        title = t(
            "{who}, as of {day}: commitments {commitments}, with a documented outcome "
            "{documented}; reports {reports}",
            who=v.how_many([entry.state for entry in result.states]),
            day=result.as_of,
            commitments=sum(len(entry.commitments) for entry in result.states),
            documented=sum(map(_documented, result.states)),
            reports=sum(len(entry.reports) for entry in result.states),
        )
        sections.insert(0, v.Section(title))
    legend = t(
        "The kind follows the verb of the original; the texts are in our words. A due day is one "
        "that the document sets; nothing without one is called late, and no documented outcome is "
        "not to say that nothing was done."
    )
    return v.View(tuple(sections), (legend, *v.left_out(result.as_of, result.not_there)))


def below(report: v.View, dataset: Dataset, query: Query) -> v.View:
    """Return the gap report with each state's commitments and reports below its gaps.

    A report that tells nothing of its states one by one is returned as it is.
    """
    entries = commitments_of(dataset, query.as_of, query.states)
    tables = [v.filled(_commitments(entry), _reports(entry)) for entry in entries]
    first = len(report.sections) - len(tables)
    if first < 0 or not any(tables):
        return report
    sections = [
        section._replace(tables=(*section.tables, *more))
        for section, more in zip(report.sections[first:], tables, strict=True)
    ]
    legend = t(
        "Commitments: a due day is one that the document sets; no documented outcome is not to "
        "say that nothing was done."
    )
    return v.View((*report.sections[:first], *sections), (*report.legend, legend))


def _documented(entry: StateCommitments) -> int:
    return sum(standing is CommitmentStatus.DOCUMENTED for _, standing in entry.commitments)


def _state(entry: StateCommitments) -> v.Section:
    if entry.commitments:
        text = mark(
            "{state} ({code}), as of {day}: commitments {count}, with a documented "
            "outcome {documented}"
        )
    else:
        text = mark("{state} ({code}), as of {day}: no commitment is recorded")
    count, documented = len(entry.commitments), _documented(entry)
    title = t(
        text,
        state=entry.state.name,
        code=entry.state.code,
        day=entry.as_of,
        count=count,
        documented=documented,
    )
    tables = v.filled(_commitments(entry), _related(entry), _reports(entry))
    return v.Section(title, (_last_report(entry),), tables)


def _last_report(entry: StateCommitments) -> str:
    if not entry.reports:
        return t("No report is recorded here, which is not to say that none was made.")
    last = entry.last_report
    if last is None or last.when is None:
        return t("The reports recorded here bear no day.")
    text = mark("Last report recorded: {day}, {years} years ago.")
    if last.symbol:
        text = mark("Last report recorded: {symbol}, {day}, {years} years ago.")
    years = years_since(last, entry.as_of)
    return t(text, symbol=last.symbol, day=v.day(last.when), years=years)


def _commitments(entry: StateCommitments) -> v.Table:
    def text(line: tuple[Commitment, CommitmentStatus]) -> tuple[str, str]:
        commitment = line[0]
        return commitment.text, f"[{commitment.document}: {commitment.place}]"

    def outcome(line: tuple[Commitment, CommitmentStatus]) -> tuple[str, str]:
        commitment, standing = line
        text = mark("due {day}") if commitment.due else mark("no due day")
        if standing is CommitmentStatus.DUE_PASSED:
            text = mark("due {day}, which has passed")
        due = t(text, day=commitment.due and v.day(commitment.due))
        facts = []
        for fact in known_by(commitment.outcomes, entry.as_of):
            when = [" ".join(v.span(fact.when))] if fact.when else []
            facts.append(f"{fact.text} ({'; '.join([*when, ', '.join(fact.sources)])})")
        return t("{due};", due=due), t("; ").join(facts) or t("no documented outcome")

    return v.table(
        t("Commitments ({count})", count=len(entry.commitments)),
        entry.commitments,
        v.Column("Kind", lambda line: t(line[0].kind)),
        v.Column("Commitment", text, wrap=True),
        v.Column("To", lambda line: list(line[0].to), rank=2, wrap=True),
        v.Column("Outcome", outcome, wrap=True),
    )


def _related(entry: StateCommitments) -> v.Table:
    facts = [o for c, _ in entry.commitments for o in known_by(c.related, entry.as_of)]
    facts.sort(key=lambda fact: fact.when.latest if fact.when else date.min)
    # Two commitments may share a fact.
    facts = list(dict.fromkeys(facts))
    return v.table(
        t("On the same matter, and no outcome ({count})", count=len(facts)),
        facts,
        v.Column("Day", lambda fact: fact.when and v.span(fact.when)),
        v.Column("Fact", lambda fact: fact.text, wrap=True),
        v.Column("Source", lambda fact: list(fact.sources), wrap=True),
    )


def _reports(entry: StateCommitments) -> v.Table:
    return v.table(
        t("Reports ({count})", count=len(entry.reports)),
        entry.reports,
        v.Column("No.", lambda report: report.ordinal, number=True),
        v.Column("Symbol", lambda report: report.symbol),
        v.Column("Day", lambda report: report.when and v.span(report.when)),
        v.Column("Years ago", lambda report: years_since(report, entry.as_of), number=True),
        v.Column("To", lambda report: report.body, wrap=True),
        v.Column("Source", lambda report: list(report.sources), rank=1, wrap=True),
    )
