"""Layer: what one call of ``add`` adds, as a value, so that a recipe can return several."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Unpack

from plotkit.compile.declared import layer_names
from plotkit.errors import PlotTypeError, shown
from plotkit.marks.base import Mark
from plotkit.marks.pane import Pane
from plotkit.marks.values import Values
from plotkit.moves.base import Move
from plotkit.spec.build import OrientName, Part, build_layer, check_variable
from plotkit.spec.describe import alike, describe_layer
from plotkit.spec.joining import check_joining
from plotkit.spec.keywords import Data, LayerVariables, takes
from plotkit.spec.model import LayerSpec
from plotkit.stats.base import Stat


class Layer:
    """A layer as a value: ``p.add(so.Layer(...))`` is ``p.add(...)``.

    A function that returns a list of layers is a recipe: ``p.add(recipe())`` adds them all.

    Parameters
    ----------
    mark, *transforms, orient, legend, label, data, where, **variables
        As for :meth:`Plot.add`.

    See Also
    --------
    Plot.add : Adds it to a plot.
    Mark : Marks put together by ``+`` share one layer.

    Examples
    --------
    >>> import plotkit.objects as so
    >>> def lollipop(**kws):
    ...     return [so.Layer(so.Range(**kws), ymin=0, ymax="y"), so.Layer(so.Dot(**kws))]
    >>> p = so.Plot({"x": ["a", "b"], "y": [1, 2]}, x="x", y="y").add(lollipop(color="C1"))
    """

    @takes(LayerVariables)
    def __init__(
        self,
        mark: Mark | Callable[[Values, Pane], None],
        *transforms: Stat | Move,
        orient: OrientName | None = None,
        legend: bool | None = True,
        label: str | None = None,
        data: Data | None = None,
        where: Part | None = None,
        **variables: Unpack[LayerVariables],
    ) -> None:
        given = LayerVariables(**variables)
        self._spec = build_layer(mark, transforms, orient, legend, label, data, given, where)
        check_joining(self._spec.mark, transforms)
        own = self._spec.mark.properties()
        if not self._spec.variables:
            return
        names = layer_names(self._spec.mark, self._spec.transforms)
        for name in self._spec.variables:
            if name in own and name not in names:
                raise PlotTypeError(
                    f"{self._spec.mark.name} has {name}, but that is no property to which data "
                    f"are mapped: so.register({name!r}, ...) makes it one. A constant is given to "
                    f"the mark, as {name}=... ."
                )
            check_variable(name, names)

    def __repr__(self) -> str:
        return describe_layer(self._spec, "Layer")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Layer) and alike(self._spec, other._spec)

    __hash__ = None  # type: ignore[assignment]  # data can change, so a layer is no key


def layers_of(
    mark: Any, transforms: tuple[Any, ...], options: dict[str, Any], variables: LayerVariables
) -> list[LayerSpec]:
    """Return the layers that a call of ``add`` adds."""
    if isinstance(mark, Layer):
        mark = [mark]
    if not isinstance(mark, list | tuple):
        return [Layer(mark, *transforms, **options, **variables)._spec]
    for one in mark:
        if not isinstance(one, Layer):
            raise PlotTypeError(f"add() takes a mark, or a list of Layers, not of {shown(one)}.")
    usual = {"orient": None, "legend": True, "label": None, "data": None, "where": None}
    if transforms or variables or options != usual:
        raise PlotTypeError("A Layer says all that it is; add() takes nothing beside it.")
    return [one._spec for one in mark]
