"""What counts for a unit that reports itself and has units below it that report."""

from __future__ import annotations

import numpy as np

from giaoban.reports.figures.packing import Figures, known, zeroed
from giaoban.reports.forming import Combine, Definition


def combine(
    definition: Definition, own: Figures | None, sums: Figures, counts: Figures, *, targets: bool = False
) -> tuple[Figures, Figures]:
    """
    Sum and count of every slot for one unit, by the rule of each indicator.

    `own` is what it reports itself (None: nothing), `sums` and `counts` what the units below it say. A count
    is the number of figures that the sum was made from: 1 where the unit's own figure stands. `targets`: the
    targets of a year, where a unit's own always stands, whatever the rule of reports is.
    """
    if own is None:
        return sums.copy(), counts.copy()
    given = known(own)
    if len(own) < len(sums):
        given = np.concatenate([given, np.zeros(len(sums) - len(own), dtype=bool)])
        own = np.concatenate([own, np.zeros(len(sums) - len(own), dtype=np.int64)])
    rules = np.full(len(sums), Combine.BELOW.value, dtype="U8")
    for cell in definition.cells:
        rules[cell.slot] = Combine.OWN.value if targets else cell.combine.value
    wins = given & (rules == Combine.OWN.value)
    wins |= given & (rules == Combine.LARGER.value) & ((counts == 0) | (own > sums))
    return np.where(wins, zeroed(own), sums), np.where(wins, 1, counts)
