"""Parts of a specification made from a call, and what can be told wrong about it at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from numbers import Integral, Real
from typing import Any, Literal, TypeAlias, get_args

import numpy as np

from plotkit.data.records import is_grouped
from plotkit.data.roles import AXES, declared_position, paired
from plotkit.data.source import is_data, lasting, not_data
from plotkit.data.wide import Cols
from plotkit.errors import PlotSpecError, PlotTypeError, check_name, quoted, shown
from plotkit.marks.base import Mark, as_mark
from plotkit.moves.base import Move
from plotkit.part import check_own
from plotkit.scales.base import Scale
from plotkit.spec.legend import place_within
from plotkit.spec.model import (
    FacetSpec,
    InsetSpec,
    LabelSpec,
    LayerSpec,
    LayoutSpec,
    PairSpec,
    PlotSpec,
)
from plotkit.stats.base import Stat
from plotkit.themes import WIDTHS
from plotkit.typing import Axis, Orient, VariableSpec

OrientName: TypeAlias = Literal["x", "y", "v", "h"]
_ORIENTS: Mapping[Any, Orient] = {"x": "x", "y": "y", "v": "x", "h": "y"}


def positional(
    args: tuple[Any, ...], data: Any, variables: Mapping[str, Any]
) -> tuple[Any, dict[str, Any]]:
    """Sort positional arguments into data, x and y."""
    if len(args) > 3:
        raise PlotTypeError(f"Plot() takes at most data, x and y by position, not {len(args)}.")
    rest = list(args)
    if rest and (is_data(rest[0]) or is_grouped(rest[0])):
        if data is not None:
            raise PlotTypeError("Plot() got data twice: by position and by name.")
        data = rest.pop(0)
    elif len(rest) == 3 or (rest and data is None and "x" in variables):
        raise not_data(rest[0])
    for name, value in zip(("x", "y"), rest, strict=False):
        if name in variables:
            raise PlotTypeError(
                f"Plot() got {name} twice: by name, and by position as {shown(value)}."
            )
        variables = {name: value, **variables}
    if data is not None and not is_data(data):
        raise not_data(data)
    given = {name: value for name, value in variables.items() if value is not None}
    return lasting(data), given


_ELSEWHERE = {
    "hue": "colours are color= here",
    "c": "colours are color= here",
    "size": "sizes are pointsize= or linewidth= here, of texts fontsize=",
    "s": "sizes are pointsize= here",
    "style": "styles are marker= or linestyle= here",
    "palette": "a palette is the scale of the colours, .scale(color='Set2')",
    "hue_order": "the order belongs to the scale, .scale(color=so.Nominal(order=[...]))",
    "hue_norm": "the norm belongs to the scale, .scale(color=so.Continuous(norm=(0, 1)))",
    "cmap": "a colour map is the scale of the colours, .scale(color='viridis')",
    "sizes": "sizes are the scale of the property, .scale(pointsize=(2, 10))",
    "markers": "markers are the scale of the property, .scale(marker=['o', 's'])",
    "dashes": "dashes are the scale of the property, .scale(linestyle=['-', '--'])",
    "order": "the order belongs to the scale, .scale(x=so.Nominal(order=[...]))",
    "units": "rows that belong together are group= here",
    "estimator": "a layer is summed up by a stat, .add(so.Bar(), so.Agg('median'))",
    "errorbar": "intervals come from a stat, .add(so.Range(), so.Est(errorbar='sd'))",
    "kind": "what is drawn is a mark, .add(so.Dot())",
    "ax": "an Axes to draw on is given to .on(ax)",
    "col_wrap": "panels are wrapped by .facet('name', wrap=3)",
    "height": "the size is that of the figure, .layout(size=(6, 4))",
    "aspect": "the aspect belongs to the layout, .layout(aspect='equal')",
    "lw": "the width of lines is linewidth= here",
    "ls": "the style of lines is linestyle= here",
    "facecolor": "the colour of an inside is fillcolor= here",
}
"""What the names of classic functions are here."""


def check_variable(name: str, options: Any, pairs: bool = False, what: str = "variable") -> None:
    """Raise unless a keyword names something that can be assigned here."""
    if name in options or (pairs and paired(name) is not None):
        return
    if name in _ELSEWHERE:
        raise PlotTypeError(f"There is no {name!r} here: {_ELSEWHERE[name]}.")
    try:
        check_name(name, options, what)
    except PlotSpecError as error:
        raise PlotTypeError(str(error)) from None


def check_scaled(name: str, options: Any, what: str = "variable") -> None:
    """Raise unless a keyword names an axis, or something that has a scale or a title."""
    at = None if name in options or paired(name) else declared_position(name)
    axis = name[0] if name in ("xmin", "xmax", "ymin", "ymax") else None
    if at is None and axis is None:
        check_variable(name, options, pairs=True, what=what)
        return
    turned = ""
    if at is not None:
        if at.on == "width":
            raise PlotTypeError(f"{name} is a share of the width of marks, which has no scale.")
        other = "y" if at.on == "x" else "x"
        axis, turned = at.on, "" if at.opposite else f" ({other}= in a horizontal layer)"
    raise PlotTypeError(
        f"{name} is a position of marks on the axis {axis}, which all its positions share: "
        f"say {axis}={turned}."
    )


def facet_order(order: Any, given: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the order of levels by "col" and "row"."""
    if order is None:
        return {}
    names = list(given or before)
    if isinstance(order, Mapping):
        for name in order:
            check_name(name, ("col", "row"), "facet")
            facet_order(order[name], {name: name}, {})
        return dict(order)
    if order == "name":
        return dict.fromkeys(names, "name")
    if isinstance(order, str):
        raise PlotTypeError(f"facet(order=) must be a list of levels, or 'name', not {order!r}.")
    if not len(order):
        raise PlotSpecError("facet(order=[]) leaves no panel; name a level, or leave it out.")
    if len(names) != 1:
        raise PlotSpecError(
            "facet(order=) as a list needs one facet variable; there are: "
            f"{quoted(names)}. Give a dict with 'col' and 'row'."
        )
    return {names[0]: list(order)}


def pair_variables(axis: str, given: Any) -> tuple[VariableSpec, ...]:
    """Return the variables of one paired axis."""
    if given is None:
        return ()
    if isinstance(given, Cols):
        return (given,)
    if isinstance(given, str | bytes) or is_data(given) or not isinstance(given, Iterable):
        raise PlotTypeError(f"pair({axis}=) must be a list of variables, not {shown(given)}.")
    return tuple(given)


def check_wrap(wrap: Any) -> None:
    """Raise unless `wrap` is a number of panels."""
    whole = isinstance(wrap, Integral) and not isinstance(wrap, bool)
    if wrap is not None and not (whole and wrap > 0):
        raise PlotSpecError(f"wrap must be a whole number from 1, not {wrap!r}.")


def build_layer(
    mark: Any,
    transforms: tuple[Any, ...],
    orient: Any,
    legend: bool | None,
    label: str | None,
    data: Any,
    variables: Mapping[str, VariableSpec],
    where: Any = None,
) -> LayerSpec:
    """Return the layer of a call of ``add``."""
    for part in (mark, *transforms):
        check_own(part)
    mark = as_mark(mark)
    if not isinstance(mark, Mark):
        raise PlotTypeError(f"add() needs a Mark first, such as so.Dot(), not {shown(mark)}.")
    for transform in transforms:
        if not isinstance(transform, Stat | Move):
            raise PlotTypeError(
                "After the mark, add() takes Stats and Moves, such as so.Agg() or so.Dodge(), "
                f"not {shown(transform)}."
            )
    if label is not None and not isinstance(label, str):
        raise PlotTypeError(f"add(label=) must be text, not {shown(label)}.")
    if not isinstance(legend, bool | np.bool | None):
        raise PlotTypeError(f"add(legend=) must be True or False, or None, not {shown(legend)}.")
    if orient is not None and orient not in _ORIENTS:
        raise PlotSpecError(f"orient must be 'x', 'y', 'v' or 'h', not {orient!r}.")
    axis = None if orient is None else _ORIENTS[orient]
    if where is not None:
        check_name(where, PARTS, "part of a paired plot")
    variables, second = on_second(variables)
    return LayerSpec(
        mark,
        transforms,
        axis,
        bool(legend),
        label,
        lasting(data),
        variables,
        where=where,
        second=second,
    )


Part: TypeAlias = Literal["diagonal", "lower", "upper"]
PARTS = get_args(Part)
"""Where in a paired plot a layer may be drawn."""


def on_second(variables: Mapping[str, Any]) -> tuple[Mapping[str, Any], Axis | None]:
    """Return the variables of a layer, and the axis on which it has a scale of its own."""
    if "x2" not in variables and "y2" not in variables:
        return variables, None
    rest = {name: value for name, value in variables.items() if name not in ("x2", "y2")}
    given = [axis for axis in AXES if variables.get(f"{axis}2") is not None]
    if not given:
        return rest, None
    axis = given[0]
    if len(given) > 1 or axis in variables:
        twice = f"{given[1]}2" if len(given) > 1 else axis
        raise PlotSpecError(
            f"A layer with {axis}2= has its positions on the second {axis} axis, and {twice}= is "
            "given too. Draw two layers."
        )
    return {axis: variables[f"{axis}2"], **rest}, axis


def build_facet(
    old: FacetSpec, given: Mapping[str, VariableSpec], order: Any, wrap: Any, na: Any = None
) -> FacetSpec:
    """Return the facets with those of one more call."""
    orders = facet_order(order, given, old.variables)
    if na is not None and not isinstance(na, str):
        raise PlotTypeError(f"facet(na=) names the panel of missing values, not {shown(na)}.")
    check_wrap(wrap)
    return FacetSpec(
        {**old.variables, **given},
        {**old.order, **orders},
        old.wrap if wrap is None else wrap,
        old.na if na is None else na,
    )


def build_pair(
    old: PairSpec, x: Any, y: Any, wrap: Any, cross: bool, corner: bool | None
) -> PairSpec:
    """Return the pairs with those of one more call."""
    check_wrap(wrap)
    corner = old.corner if corner is None else bool(corner)
    on_x, on_y = pair_variables("x", x) or old.x, pair_variables("y", y) or old.y
    if corner:
        on_x, on_y = on_x or on_y, on_y or on_x
    new = PairSpec(on_x, on_y, old.wrap if wrap is None else wrap, cross, corner)
    if corner and not cross:
        raise PlotSpecError("pair(corner=True) is half of all combinations, so cross must be True.")
    if new.x and new.y and not cross and len(new.x) != len(new.y):
        raise PlotSpecError(
            f"pair(cross=False) needs as many x as y; there are {len(new.x)} and {len(new.y)}."
        )
    return new


def build_labels(
    old: LabelSpec, title: Any, subtitle: Any, caption: Any, legend: Any, alt: Any, variables: Any
) -> LabelSpec:
    """Return the labels with those of one more call: a dict names levels, None hides a title."""
    names = {n: v for n, v in {"title": title, **variables}.items() if isinstance(v, Mapping)}
    titles = {n: "" if v is None else v for n, v in variables.items() if n not in names}
    return LabelSpec(
        title=old.title if title is None or "title" in names else title,
        subtitle=old.subtitle if subtitle is None else subtitle,
        caption=old.caption if caption is None else caption,
        legend=old.legend if legend is None else legend,
        alt=old.alt if alt is None else str(alt),
        variables={**old.variables, **titles},
        names={**old.names, **names},
    )


def build_layout(
    old: LayoutSpec,
    size: Any,
    engine: Any,
    extent: Any,
    panel: Any = None,
    unit: str = "in",
    aspect: Any = None,
    widths: Any = None,
    heights: Any = None,
) -> LayoutSpec:
    """Return the layout with that of one more call."""
    check_name(unit, get_args(Unit), "unit")
    if extent is not None and not _is_box(extent):
        raise PlotSpecError(
            "extent must be (left, bottom, right, top) as shares of the figure, left below right "
            f"and bottom below top, not {extent!r}."
        )
    if size is not None and panel is not None:
        raise PlotSpecError("layout() takes the size of the figure or of a panel, not both.")
    new_size, new_panel = in_inches("size", size, unit), in_inches("panel", panel, unit)
    return LayoutSpec(
        size=new_size or (None if new_panel else old.size),
        panel=new_panel or (None if new_size else old.panel),
        engine=old.engine if engine == "default" else engine,
        extent=old.extent if extent is None else tuple(extent),
        aspect=old.aspect if aspect is None else _aspect(aspect),
        widths=old.widths if widths is None else _shares("widths", widths),
        heights=old.heights if heights is None else _shares("heights", heights),
    )


def _shares(name: str, given: Any) -> tuple[float, ...] | str:
    """Return the relative sizes of columns or rows of panels."""
    if isinstance(given, str):
        check_name(given, ("range",), f"word of layout({name}=)")
        return given
    listed = isinstance(given, Sequence | np.ndarray) and len(given) > 0
    if not listed or not all(isinstance(x, Real) and 0 < float(x) < np.inf for x in given):
        raise PlotSpecError(
            f"layout({name}=) must be numbers above zero, or 'range', not {given!r}."
        )
    return tuple(float(x) for x in given)


def _is_box(extent: Any) -> bool:
    """Tell whether four numbers are the sides of a box."""
    if np.shape(extent) != (4,) or not all(isinstance(side, Real) for side in extent):
        return False
    left, bottom, right, top = map(float, extent)
    return -np.inf < left < right < np.inf and -np.inf < bottom < top < np.inf


def _aspect(aspect: Any) -> float | None:
    if isinstance(aspect, str):
        check_name(aspect, get_args(Aspect), "aspect")
        return 1.0 if aspect == "equal" else None
    if type(aspect) is bool or not isinstance(aspect, Real) or not 0 < float(aspect) < np.inf:
        raise PlotSpecError(
            f"layout(aspect=) must be a number above zero, 'equal' or 'auto', not {aspect!r}."
        )
    return float(aspect)


Unit: TypeAlias = Literal["in", "cm", "mm"]
Aspect: TypeAlias = Literal["equal", "auto"]
INCHES: Mapping[str, float] = {"in": 1.0, "cm": 1 / 2.54, "mm": 1 / 25.4}
"""Units of length, in inches."""


def in_inches(name: str, size: Any, unit: str) -> tuple[float, float] | None:
    """Return a size in inches; the name of a journal's column stands for its width."""
    if size is None:
        return None
    factor = INCHES[unit]
    if isinstance(size, str):
        check_name(size, WIDTHS, "column width")
        return WIDTHS[size], 0.75 * WIDTHS[size]
    width, height = _pair(name, size)
    if isinstance(width, str):
        check_name(width, WIDTHS, "column width")
        return WIDTHS[width], float(height) * factor
    return float(width) * factor, float(height) * factor


def _pair(name: str, size: Any) -> tuple[Any, Any]:
    if isinstance(size, Sequence | np.ndarray) and len(size) == 2:
        width, height = size
        numbers = [height] if isinstance(width, str) else [width, height]
        if all(isinstance(side, Real) and 0 < float(side) < np.inf for side in numbers):
            return width, height
    raise PlotSpecError(
        f"{name} must be (width, height), both positive, not {size!r}; the width may be the name "
        f"of a journal's column: {quoted(WIDTHS)}."
    )


def build_inset(spec: PlotSpec, position: Any, size: Any, panel: Any) -> InsetSpec:
    """Return an inset, or raise if it cannot be placed."""
    if spec.target is not None or spec.insets:
        raise PlotSpecError("A plot with insets of its own, or drawn on() something, is no inset.")
    shares = size if isinstance(size, Sequence) and len(size) == 2 else ()
    if not shares or not all(isinstance(s, Real) and 0 < float(s) <= 1 for s in shares):
        raise PlotSpecError(f"inset(size=) must be two shares of the panel in 0-1, not {size!r}.")
    if type(panel) is not int:
        raise PlotTypeError(f"inset(panel=) is the number of a panel, not {panel!r}.")
    return InsetSpec(spec, place_within(position), (float(size[0]), float(size[1])), panel)


def check_side(name: str, scale: Any) -> None:
    """Raise if a scale puts its axis where this one cannot be, or is one of another library."""
    check_own(scale)
    if isinstance(scale, Scale) and (name in AXES or paired(name) is not None):
        scale.axis_.check("x" if name[0] == "x" else "y")
