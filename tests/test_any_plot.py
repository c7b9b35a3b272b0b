"""Any frame, any mark, stats, moves and scales: a figure, or a clear error of plotkit's own.

What one test draws is chosen by hypothesis from all that is public; nothing but a PlotWarning may
be said, and nothing of the user's may change.
"""

import copy
import io
import warnings

import matplotlib as mpl
from hypothesis import HealthCheck, given, settings

import plotkit.objects as so
from plotkit.testing import strategies


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(strategies.plots())
def test_a_figure_or_a_clear_error(plot):
    rc = dict.copy(mpl.rcParams)
    before = copy.deepcopy(dict(plot._spec.scales))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", so.PlotWarning)
        try:
            plot.layout(size=(3, 2)).save(io.BytesIO(), dpi=30)
        except so.PlotSpecError as error:
            assert len(str(error)) > 20  # whether it is raised is open
    assert {k: v for k, v in dict.items(mpl.rcParams) if rc.get(k) != v and k != "backend"} == {}
    assert so.Plot().scale(**before) == so.Plot().scale(**plot._spec.scales)
