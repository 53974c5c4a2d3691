"""The engine alone: every state and instrument on the last day of every year since 1963."""

from __future__ import annotations

import gc
import time
from datetime import date

import ratgap

SELDOM = 1_000_000
"""How many objects more than before are looked through for circles: as the program has it."""


def main() -> None:
    """Print how many cells were answered, and the seconds of processor time without loading."""
    gc.set_threshold(SELDOM)
    dataset = ratgap.load_dataset()
    start = time.process_time()
    cells = 0
    for year in range(1963, date.today().year):
        report = ratgap.report(dataset, all_states=True, as_of=date(year, 12, 31))
        cells += sum(len(state.instruments) for state in report.states)
    print(cells, time.process_time() - start)


if __name__ == "__main__":
    main()
