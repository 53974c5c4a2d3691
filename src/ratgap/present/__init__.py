"""Results for people and programs. Each module is loaded when it is first asked for.

A command in one format needs few of them: it asks as ``present.report_view.report(...)``.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ratgap.present import commitments_view as commitments_view
    from ratgap.present import csv as csv
    from ratgap.present import diff_view as diff_view
    from ratgap.present import document as document
    from ratgap.present import document_diff as document_diff
    from ratgap.present import document_lists as document_lists
    from ratgap.present import document_plan as document_plan
    from ratgap.present import draft as draft
    from ratgap.present import explain_view as explain_view
    from ratgap.present import export as export
    from ratgap.present import feeds as feeds
    from ratgap.present import first_view as first_view
    from ratgap.present import lists_view as lists_view
    from ratgap.present import localised as localised
    from ratgap.present import matrix_view as matrix_view
    from ratgap.present import one_view as one_view
    from ratgap.present import plain as plain
    from ratgap.present import plan_view as plan_view
    from ratgap.present import progress_view as progress_view
    from ratgap.present import report_view as report_view
else:

    def __getattr__(name: str) -> object:
        from importlib import import_module

        try:
            return import_module(f"{__name__}.{name}")
        except ModuleNotFoundError as error:
            # What the module itself imports and does not find is another matter.
            if error.name != f"{__name__}.{name}":
                raise
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
