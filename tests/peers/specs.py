"""Small plots that use the whole interface: each a function of the module `so` to a Plot.

The same function is called with `plotkit.objects` and with `seaborn.objects`. What may differ is
said by the names of rows in `docs/coming-from-seaborn.md`, given to the decorator.
"""

from tests.peers.cases import axes, looks, marks, moves, odds, panels, plot, stats
from tests.peers.spec import SPECS

__all__ = ["SPECS", "axes", "looks", "marks", "moves", "odds", "panels", "plot", "stats"]
