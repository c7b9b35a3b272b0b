"""A kit for authors of marks, stats, moves and scales.

>>> from plotkit.testing import check_mark

`check_mark`, `check_stat`, `check_move` and `check_scale` try what one has written in a hundred
small situations; `assert_plot_equal` compares two plots. Beside them are
`plotkit.testing.strategies`, random plots for hypothesis, and `plotkit.testing.fixtures`, fixtures
for pytest.
"""

from plotkit.testing.compare import assert_plot_equal
from plotkit.testing.marks import check_mark
from plotkit.testing.moves import check_move
from plotkit.testing.report import CheckError, Fault, Report
from plotkit.testing.scales import check_scale
from plotkit.testing.stats import check_stat

__all__ = [
    "CheckError",
    "Fault",
    "Report",
    "assert_plot_equal",
    "check_mark",
    "check_move",
    "check_scale",
    "check_stat",
]
