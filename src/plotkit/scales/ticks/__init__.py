"""Where ticks go and what they say: one plan for axes, legends and colour bars."""

from plotkit.scales.ticks.asked import TickLabels, Ticks
from plotkit.scales.ticks.formulas import literal
from plotkit.scales.ticks.levels import level_label, level_names, on_clock
from plotkit.scales.ticks.plan import TickPlan, TickSet
from plotkit.scales.ticks.planning import guide_ticks, plan_levels, plan_numbers, plan_times

__all__ = [
    "TickLabels",
    "TickPlan",
    "TickSet",
    "Ticks",
    "guide_ticks",
    "level_label",
    "level_names",
    "literal",
    "on_clock",
    "plan_levels",
    "plan_numbers",
    "plan_times",
]
