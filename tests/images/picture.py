"""What pytest-mpl saves of a plot."""

import plotkit.objects as so


class Picture:
    """A plot saved as a user would."""

    def __init__(self, plot: so.Plot) -> None:
        self.plot = plot

    def savefig(self, file, **kwargs) -> None:
        self.plot.save(file, **kwargs)
