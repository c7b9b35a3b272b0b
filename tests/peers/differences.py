"""What is meant to differ from seaborn: rows of the guide, and where a picture shows them."""

ASPECTS: dict[str, tuple[str, ...]] = {
    "Names of axes": ("label",),
    "What lies on top": ("order",),
    "Baselines other than zero": ("limits",),
    "True and false on an axis": ("limits", "ticks.labels", "shapes"),
    "Groups of true and false": ("shapes", "shape.face"),
    "Dashes of true and false": ("shape.dashes", "legend.shape.dashes"),
    "Order of levels after a stat": ("legend", "line.color"),
    "Uneven bins": ("limits", "ticks", "shapes", "shape.width"),
    "Natural logarithms": ("ticks", "minor"),
    "Logit axes": ("ticks", "minor"),
    "Log labels within a decade": ("minor.labels",),
    "Crowded ticks": ("ticks",),
    "Counted ticks": ("ticks",),
    "Colour bars": ("legend.bar",),
    "Numbers in a legend": ("legend",),
    "Legend ticks that were asked for": ("legend",),
    "Ticks and labels of categories": ("ticks",),
    "Letters as colours": ("point.face", "point.edge"),
    "Room for legends and labels": ("ticks",),
    "Properties fixed in a mark": ("legend", "legend.keys"),
    "Transparency in legends": ("legend.line.color",),
    "Edges in legends": ("legend.shape.width", "legend.shape.dashes"),
    "Titles of merged legends": ("legend",),
    "Titles of a grid": ("titles",),
}
"""For each row of the guide that a comparison of pictures shows: the aspects that may differ."""
