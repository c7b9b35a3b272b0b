"""Small real tables to try plotkit with: ``load("penguins")``.

| name | what |
|---|---|
| ``penguins`` | penguins of three species on three islands near Palmer Station, Antarctica |
| ``seattle_weather`` | the weather in Seattle, day by day, 2012 to 2015 |
| ``el_nino`` | monthly sea surface temperature of the eastern Pacific, 1950 to 2010 |
| ``us_employment`` | jobs in the United States by sector, month by month, 2006 to 2015 |
| ``us_economy`` | the economy of the United States, quarter by quarter, 1959 to 2009 |
| ``us_states`` | crime, schooling and living in the 50 states and Washington D.C., 2009 |
| ``iowa_electricity`` | electricity generated in Iowa by source, 2001 to 2017 |
| ``wheat`` | the price of wheat and a mechanic's wages in England, 1565 to 1820 |

All are free for any use. ``README.md`` beside the files tells columns, units, sources and licences.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args, overload

from plotkit.errors import check_name, require

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Name: TypeAlias = Literal[
    "penguins", "seattle_weather", "el_nino", "us_employment", "us_economy", "us_states",
    "iowa_electricity", "wheat",
]  # fmt: skip
Library: TypeAlias = Literal["pandas", "polars"]

_DATES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "penguins": (),
        "seattle_weather": ("date",),
        "el_nino": (),
        "us_employment": ("month",),
        "us_economy": ("quarter",),
        "us_states": (),
        "iowa_electricity": (),
        "wheat": (),
    }
)
"""The tables, and which columns of each are dates."""

NAMES = get_args(Name)
"""The names that `load` knows."""


def folder() -> Path:
    """Return the folder with the CSV files and the ``README.md`` about them.

    Examples
    --------
    >>> (folder() / "wheat.csv").read_text().splitlines()[0]
    'year,wheat,wages'
    """
    here = Path(__file__)
    installed = here.with_name("datasets_data")
    # In a clone there is one copy of the files, that of the examples.
    return installed if installed.exists() else here.parents[2] / "examples" / "data"


@overload
def load(name: Name, library: Literal["pandas"] = "pandas") -> pd.DataFrame: ...
@overload
def load(name: Name, library: Literal["polars"]) -> pl.DataFrame: ...
def load(name: Name, library: Library = "pandas") -> pd.DataFrame | pl.DataFrame:
    """Return one of the tables that come with plotkit; nothing is fetched.

    Columns of dates are dates; values that were not recorded are missing.

    Parameters
    ----------
    name
        "penguins", "seattle_weather", "el_nino", "us_employment", "us_economy", "us_states",
        "iowa_electricity" or "wheat".
    library
        Whose data frame it is: "pandas" or "polars".

    Examples
    --------
    >>> from plotkit.datasets import load
    >>> load("penguins").shape
    (344, 8)
    >>> load("seattle_weather", "polars").columns[0]
    'date'
    """
    check_name(name, NAMES, "dataset")
    check_name(library, get_args(Library), "library for datasets")
    path, dates = folder() / f"{name}.csv", _DATES[name]
    if library == "pandas":
        import pandas as pd

        return pd.read_csv(path, parse_dates=list(dates))
    require("polars", "polars", "load(..., 'polars')")
    import polars as pl

    return pl.read_csv(path, schema_overrides=dict.fromkeys(dates, pl.Date))
