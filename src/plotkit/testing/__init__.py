"""A kit for authors of marks, stats, moves and scales.

>>> from plotkit.testing import check_mark
"""

from plotkit.testing.compare import assert_plot_equal
from plotkit.testing.marks import check_mark
from plotkit.testing.report import CheckError, Fault, Report

__all__ = ["CheckError", "Fault", "Report", "assert_plot_equal", "check_mark"]
