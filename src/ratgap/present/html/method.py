"""The page of the method: each word, what it means here, and the article that it comes from."""

from __future__ import annotations

import htpy as h

from ratgap.assess.report import Query
from ratgap.present.html import parts
from ratgap.present.html.page import Page
from ratgap.present.html.parts import Column, section, table
from ratgap.present.text import mark, t
from ratgap.present.view import age

_STATUSES = (
    (
        mark("party"),
        mark("It has consented to be bound, and the treaty is in force for it."),
        mark("Vienna Convention on the Law of Treaties, article 2(1)(g)"),
    ),
    (
        mark("contracting state"),
        mark(
            "It has consented to be bound. The treaty does not bind it yet, or whether it does is "
            "not known. Counted as joined."
        ),
        mark("Vienna Convention on the Law of Treaties, article 2(1)(f)"),
    ),
    (
        mark("signatory"),
        mark("It has signed, and a source shows that it had not consented to be bound."),
        mark("Vienna Convention on the Law of Treaties, articles 14 and 18(a)"),
    ),
    (
        mark("not a party"),
        mark("A source shows that it had not consented. Whether it signed is told apart."),
        "",
    ),
    (mark("unknown"), mark("The evidence does not tell. Never counted as not joined."), ""),
)
_ACTS = (
    (
        mark("signature"),
        mark("Subject to ratification it does not bind; it opens the way to ratify."),
        mark("Vienna Convention on the Law of Treaties, articles 12, 14 and 18"),
    ),
    (
        mark("ratification, acceptance, approval"),
        mark("A state that has signed consents to be bound."),
        mark("Vienna Convention on the Law of Treaties, articles 2(1)(b) and 14"),
    ),
    (
        mark("accession"),
        mark("A state that has not signed consents to be bound."),
        mark("Vienna Convention on the Law of Treaties, article 15"),
    ),
    (
        mark("definitive signature"),
        mark("A signature that binds by itself, where the treaty provides for it."),
        mark("Vienna Convention on the Law of Treaties, article 12"),
    ),
    (
        mark("formal confirmation"),
        mark("An organisation's act that corresponds to ratification."),
        mark("Vienna Convention of 1986, article 2(1)(b bis)"),
    ),
    (
        mark("succession"),
        mark(
            "A successor state notifies its consent to be considered as bound. For a newly "
            "independent state the notice counts from its receipt by the depositary, and unless "
            "the treaty provides otherwise it binds from the date of the succession of states, or "
            "from the treaty's entry into force if that is later."
        ),
        mark(
            "Vienna Convention on Succession of States in respect of Treaties, articles 2(1)(g), "
            "22 and 23"
        ),
    ),
    (
        mark("deposit"),
        mark("The consent counts from the day on which its instrument is deposited."),
        mark("Vienna Convention on the Law of Treaties, article 16"),
    ),
    (
        mark("entry into force"),
        mark(
            "The treaty enters into force as it provides or as the negotiating states agree. For a "
            "state that consents later it does so on the day of that consent, unless the treaty "
            "provides otherwise."
        ),
        mark("Vienna Convention on the Law of Treaties, article 24"),
    ),
    (
        mark("denunciation, withdrawal"),
        mark(
            "The state leaves as the treaty provides, or with the consent of all parties. Where "
            "the treaty is silent it may leave only if the parties intended that, or the nature of "
            "the treaty implies it, with at least twelve months' notice. It is bound until its "
            "notice takes effect."
        ),
        mark("Vienna Convention on the Law of Treaties, articles 54 and 56"),
    ),
)
_EVIDENCE = (
    (
        mark("list"),
        mark(
            "A source that names parties as of a day. A complete one proves that whom it leaves "
            "out was no party on that day; a partial one proves nothing of whom it leaves out."
        ),
    ),
    (
        mark("confirmed to"),
        mark("The last day for which the evidence speaks. What was done since does not show."),
    ),
    (
        mark("by, from … to"),
        mark("The day itself is not known: the act was done on or before it, or between the two."),
    ),
    (
        mark("number of parties"),
        mark(
            "A source may tell how many there were and not who. As many as are known by name: all "
            "others were out. More: some joined unnamed, and an older negative is not repeated."
        ),
    ),
    (
        mark("contradiction"),
        mark(
            "Where two sources differ both are kept; one is set aside, for a reason that is told."
        ),
    ),
)


def method(page: Page, query: Query) -> str:
    """Return the page; ``query`` tells how old a proof may be."""
    title = t("Method")
    meaning, where = (
        Column("Meaning", lambda e: t(e[1])),
        Column("From", lambda e: e[2] and t(e[2])),
    )
    strengths = (
        (parts.JOINED, t("It has consented to be bound.")),
        (
            parts.RECENT,
            t("A source not older than {recent} shows that it had not.", recent=age(query.recent)),
        ),
        (
            parts.OLD,
            t("An older source shows that it had not, or more have joined since than are named."),
        ),
        (parts.UNKNOWN, t("No source tells whether it has.")),
    )
    return page.whole(
        title,
        h.h1[title],
        page.asked(),
        h.p(".lead")[t("An answer never claims more than its evidence.")],
        section(
            "strengths",
            t("How sure it is"),
            table(
                t("The four marks of every page"),
                strengths,
                Column("Mark", lambda e: [parts.SIGNS[e[0]], " ", t(parts.WORDS[e[0]])]),
                Column("Meaning", lambda e: e[1]),
            ),
        ),
        section(
            "statuses", t("Statuses"), table(t("What a state is"), _STATUSES, _term, meaning, where)
        ),
        section("acts", t("Acts"), table(t("What a state does"), _ACTS, _term, meaning, where)),
        section(
            "evidence", t("Evidence"), table(t("What a source tells"), _EVIDENCE, _term, meaning)
        ),
        data={},
    )


_term = Column("Word", lambda entry: t(entry[0]))
