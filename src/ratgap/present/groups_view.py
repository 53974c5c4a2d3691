"""Groups and their members on a day, as a table."""

from __future__ import annotations

from datetime import date

from ratgap.model import Dataset, Group
from ratgap.present import view
from ratgap.present.labels import ENGLISH, Say
from ratgap.present.view import Column, Row, Section, Table, View


def groups(dataset: Dataset, day: date, say: Say = ENGLISH) -> View:
    """Return every group that the data know."""
    columns = (
        Column(say("column.group")),
        Column(say("column.title"), rank=2, wrap=True),
        Column(say("column.count"), number=True),
        Column(say("column.members"), wrap=True),
        Column(say("column.as_of"), rank=3),
        Column(say("column.sources"), rank=1, wrap=True),
    )
    # Parts of the world are many: the others first.
    known = sorted(dataset.groups.values(), key=lambda group: group.kind == "region")
    rows = tuple(_group(group, day) for group in known)
    title = say("groups.head", count=len(rows), day=day)
    return View((Section(title, (), (Table("", columns, rows),)),))


def _group(group: Group, day: date) -> Row:
    members = group.on(day)
    return Row(
        (
            (group.id,),
            (group.title,),
            (str(len(members)),),
            view.listed(members),
            view.parts(group.as_of),
            view.listed(group.sources),
        )
    )
