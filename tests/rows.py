"""Which tests show each row of the interface, and each trap: plain data, checked by test_rows.py.

The interface is that of seaborn.objects 0.13.2, which plotkit keeps: names, parameters, defaults,
accepted values, rules. A trap is something that goes wrong there, or in a library like it.
"""

from typing import NamedTuple

ANY = object()
"""A default that the interface leaves open."""

Ids = tuple[str, ...]


def at(file: str, *names: str) -> Ids:
    """Return the ids of tests in one file."""
    return tuple(f"tests/{file}.py::{name}" for name in names)


# ---------------------------------------------------------------- names, parameters and defaults

NAMES = (
    *(
        "Plot",
        "Area",
        "Band",
        "Bar",
        "Bars",
        "Dash",
        "Dot",
        "Dots",
        "Line",
        "Lines",
        "Path",
        "Paths",
        "Range",
        "Text",
    ),
    *("Agg", "Count", "Est", "Hist", "KDE", "Perc", "PolyFit"),
    *("Dodge", "Jitter", "Norm", "Shift", "Stack"),
    *("Boolean", "Continuous", "Nominal", "Temporal"),
    *("Mark", "Stat", "Move", "Scale"),
)

_BOX = {
    "color": "C0", "alpha": 0.7, "fill": True, "edgecolor": "=color", "edgealpha": 1,
    "edgewidth": "rc:patch.linewidth", "edgestyle": "-", "width": 0.8, "baseline": 0,
    "hatch": "",
}  # fmt: skip
_STROKE = {
    "color": "C0", "alpha": 1, "linewidth": "rc:lines.linewidth", "linestyle": "rc:lines.linestyle"
}  # fmt: skip
_MARKED = {
    "marker": "rc:lines.marker", "pointsize": "rc:lines.markersize", "fillcolor": "=color",
    "edgecolor": "=color", "edgewidth": "rc:lines.markeredgewidth",
}  # fmt: skip
_REGION = {name: value for name, value in _BOX.items() if name != "width"} | {"alpha": 0.2}
_BAND = {name: value for name, value in _REGION.items() if name != "baseline"} | {"edgewidth": 0}

MARKS = {
    "Dot": {
        "color": "C0", "alpha": 1, "marker": "o", "pointsize": 6, "stroke": 0.75, "fill": True,
        "edgecolor": "=color", "edgealpha": "=alpha", "edgewidth": 0.5, "edgestyle": "-",
    },
    "Dots": {
        "color": "C0", "alpha": 1, "marker": "rc:scatter.marker", "pointsize": 4, "stroke": 0.75,
        "fill": True, "fillcolor": "=color", "fillalpha": 0.2,
    },
    "Line": _STROKE | _MARKED,
    "Path": _STROKE | _MARKED,
    "Lines": _STROKE,
    "Paths": _STROKE,
    "Range": _STROKE,
    "Dash": _STROKE | {"width": 0.8},
    "Bar": _BOX,
    "Bars": _BOX | {"edgecolor": "rc:patch.edgecolor", "edgewidth": "auto", "width": 1},
    "Area": _REGION,
    "Band": _BAND,
    "Text": {
        "color": "k", "alpha": 1, "text": "", "fontsize": "rc:font.size", "halign": "center",
        "valign": "center_baseline", "offset": 4,
    },
}  # fmt: skip
"""Mark -> field -> default: a constant, a parameter of the theme, or another field."""

RC = {
    "scatter.marker": "o", "lines.marker": "None", "lines.markersize": 6, "lines.linewidth": 1.5,
    "lines.linestyle": "-", "lines.markeredgewidth": 1, "patch.linewidth": 1,
    "patch.edgecolor": "w", "font.size": 12,
}  # fmt: skip
"""What the defaults of fields are under the default theme."""

SIGNATURES: dict[str, dict[str, object]] = {
    "Plot": {"data": None},
    "Plot.add": {"mark": ANY, "orient": None, "legend": True, "label": None, "data": None},
    "Plot.facet": {"col": None, "row": None, "order": None, "wrap": None},
    "Plot.pair": {"x": None, "y": None, "wrap": None, "cross": True},
    "Plot.label": {"title": None, "legend": None},
    "Plot.layout": {"size": ANY, "engine": ANY, "extent": ANY},
    "Plot.on": {"target": ANY},
    "Plot.save": {"loc": ANY},
    "Plot.plot": {"pyplot": False},
    "Agg": {"func": "mean"},
    "Est": {"func": "mean", "errorbar": ("ci", 95), "n_boot": 1000, "seed": None},
    "Count": {},
    "Hist": {
        "stat": "count", "bins": "auto", "binwidth": None, "binrange": None, "common_norm": True,
        "common_bins": True, "cumulative": False, "discrete": False,
    },
    "KDE": {
        "bw_adjust": 1, "bw_method": "scott", "common_norm": True, "common_grid": True,
        "gridsize": 200, "cut": 3, "cumulative": False,
    },
    "Perc": {"k": 5, "method": None},  # "linear", and with weights the only one that takes them
    "PolyFit": {"order": 2, "gridsize": 100},
    "Dodge": {"empty": "keep", "gap": 0, "by": None},
    "Jitter": {"width": ANY, "x": 0, "y": 0, "seed": None},
    "Norm": {"func": "max", "where": None, "by": None, "percent": False},
    "Shift": {"x": 0, "y": 0},
    "Stack": {},
    "Nominal": {"values": None, "order": None},
    "Boolean": {"values": None},
    "Temporal": {"values": None, "norm": None},
    "Continuous": {"values": None, "norm": None, "trans": None},
    "Continuous.tick": {
        "locator": None, "at": None, "upto": None, "count": None, "every": None, "between": None,
        "minor": None,
    },
    "Temporal.tick": {"locator": None, "upto": None},
    "Nominal.tick": {"locator": None},
    "Boolean.tick": {"locator": None},
    "Continuous.label": {"formatter": None, "like": None, "base": ANY, "unit": None},
    "Temporal.label": {"formatter": None, "concise": False},
    "Nominal.label": {"formatter": None},
    "Boolean.label": {"formatter": None},
}  # fmt: skip
"""Class or method -> parameter -> default, positional ones in their order."""

TAKES_ANY = {
    "Plot": ("args", "variables"),
    "Plot.add": ("transforms", "variables"),
    "Plot.scale": ("scales",),
    "Plot.share": ("shares",),
    "Plot.limit": ("limits",),
    "Plot.label": ("variables",),
    "Plot.save": ("kwargs",),
    "Plot.show": ("kwargs",),
}
"""Methods that take any number of arguments, and what these are called."""

# ----------------------------------------------------------------------------- rows of interface

_KEPT = at("test_rows", "test_parameters_and_defaults")
_FIELD = at("test_interface", "test_a_field_is_what_is_drawn", "test_a_field_is_mapped")
_PROPERTY = at("test_interface", "test_each_property_is_a_keyword_of_plot_and_add") + at(
    "properties/test_registry", "test_all_properties"
)
_MAGIC = "scales/test_infer"
_CALLS = "test_plot"
_BINS = "stats/test_bins"

_PLOT: dict[str, Ids] = {
    "Plot(*args)": at(
        _CALLS,
        "TestConstructor::test_positions_of_data_and_variables",
        "TestConstructor::test_too_many_positions",
        "TestConstructor::test_a_name_twice",
    ),
    "Plot(data)": at(_CALLS, "TestConstructor::test_wrong_data")
    + at("data/test_source", "test_columns", "test_is_data", "test_not_data")
    + at("test_traps", "test_trap_01_any_frame_is_drawn"),
    "Plot(**variables): a column": _PROPERTY,
    "Plot(**variables): a level of the index": at(
        "compile/test_bind", "test_a_named_index_level_is_a_column"
    ),
    "Plot(**variables): any hashable key": at(
        "test_interface", "test_any_hashable_key_names_a_column"
    )
    + at("data/test_source", "test_any_column_key", "test_mapping_with_any_key"),
    "Plot(**variables): a vector": at("data/test_source", "test_vector")
    + at("compile/test_bind", "test_rows_are_matched_by_position_not_by_index"),
    "Plot(**variables): None": at("test_interface", "test_any_hashable_key_names_a_column"),
    "Plot(**variables): weight, width, baseline": at(
        "compile/test_bind", "test_extras_are_accepted_in_the_plot", "test_extras_reach_the_mark"
    ),
    "Plot.add(mark)": at(_CALLS, "TestErrorsAtTheCall::test_is_raised_and_says_what_to_do"),
    "Plot.add(*transforms)": at(
        "compile/test_layers",
        "TestChains::test_several_stats",
        "TestChains::test_a_move_between_stats",
        "TestChains::test_moves_in_the_order_given",
    ),
    "Plot.add(orient)": at(
        "compile/test_orient", "test_as_asked", "test_lying_is_standing_with_axes_exchanged"
    ),
    "Plot.add(legend)": at("compile/test_legends", "test_a_layer_may_stay_out"),
    "Plot.add(label)": at(
        "compile/test_legends",
        "TestLayers::test_an_entry_for_a_layer_beside_its_mapping",
        "TestLayers::test_no_entry_for_a_layer_that_stays_out",
    ),
    "Plot.add(data)": at("compile/test_bind", "test_data_of_a_layer_replace_those_of_the_plot"),
    "Plot.add(**variables): None": at("compile/test_bind", "test_none_takes_a_variable_away"),
    "Plot.add(**variables): what stats and marks read": at(
        "compile/test_bind", "test_extras_are_accepted_in_the_plot", "test_extras_reach_the_mark"
    ),
    "Plot.add(**variables): col, row": at(
        "compile/test_panels", "test_a_layer_without_the_facet_variable_is_in_every_panel"
    )
    + at("compile/test_bind", "TestErrors::test_a_facet_in_a_layer_only"),
    "Plot.add(**variables): scalars": at(
        "compile/test_bind",
        "test_a_number_stands_for_all_rows",
        "test_a_text_stands_for_all_rows",
        "test_only_constants",
    ),
    "Plot.facet(col)": at(
        "compile/test_panels", "test_a_panel_for_each_level_of_any_kind_on_any_engine"
    ),
    "Plot.facet(row)": at(
        "compile/test_panels",
        "test_a_panel_for_each_level_of_any_kind_on_any_engine",
        "test_columns_and_rows",
    ),
    "Plot.facet(order)": at("compile/test_panels", "test_order_of_panels_on_any_engine")
    + at(_CALLS, "TestErrorsAtTheCall::test_is_raised_and_says_what_to_do"),
    "Plot.facet(wrap)": at(
        "compile/test_panels", "test_wrap", "TestErrors::test_grids_that_cannot_be"
    ),
    "Plot.pair(x)": at("compile/test_panels", "TestPairs::test_every_x_meets_every_y"),
    "Plot.pair(y)": at("compile/test_panels", "TestPairs::test_every_x_meets_every_y"),
    "Plot.pair(wrap)": at(
        "compile/test_panels", "TestPairs::test_wrap", "TestErrors::test_grids_that_cannot_be"
    ),
    "Plot.pair(cross)": at("compile/test_panels", "TestPairs::test_one_by_one"),
    "Plot.pair with facets": at("compile/test_panels", "TestPairs::test_with_facets"),
    "Plot.scale(**scales)": at(_MAGIC, "test_a_scale_is_itself")
    + at("compile/test_panels", "TestPairs::test_each_has_its_scale"),
    "Plot.share(**shares)": at("compile/test_panels", "TestShare::test_facets"),
    "Plot.share: defaults": at(
        "compile/test_panels",
        "TestShare::test_facets",
        "TestShare::test_pairs",
        "TestShare::test_wrapped_pairs_share_the_other_axis",
    ),
    "Plot.share: labels at outer panels": at(
        "compile/test_panels",
        "TestShare::test_tick_labels_stand_at_the_edge_unless_panels_differ",
        "TestShare::test_a_common_axis_is_labelled_once",
    ),
    "Plot.limit(**limits)": at(
        "compile/test_limits", "test_numbers", "test_levels", "test_dates", "test_limits_of_a_pair"
    )
    + at("test_interface", "test_limits_of_pairs_and_reversal"),
    "Plot.limit: view only": at("compile/test_limits", "test_stats_see_what_limits_hide"),
    "Plot.label(title)": at("test_interface", "test_titles_of_panels")
    + at("test_traps", "test_trap_36_the_title_of_facets_stands_once"),
    "Plot.label(legend)": at(
        "compile/test_legends", "TestLayers::test_an_entry_for_a_layer_beside_its_mapping"
    ),
    "Plot.label(**variables)": at("compile/test_layers", "TestAxisLabels::test_as_asked")
    + at("compile/test_legends", "TestTitles::test_as_asked")
    + at("test_interface", "test_labels_of_pairs_and_axes"),
    "Plot.label(col, row)": at("test_interface", "test_titles_of_panels"),
    "Plot.layout(size)": at("test_interface", "test_layout")
    + at(_CALLS, "TestOutput::test_asked_size_with_legend_inside"),
    "Plot.layout(engine)": at("test_interface", "test_layout")
    + at("mpl/test_layout", "test_engine_of_own_figures", "test_engine_of_given_figures"),
    "Plot.layout(extent)": at("test_interface", "test_layout"),
    "Plot.theme(config)": at("test_interface", "test_theme_of_the_session_takes_dicts_and_keywords")
    + at(_CALLS, "TestErrorsAtTheCall::test_is_raised_and_says_what_to_do"),
    "Plot.on(target)": at("test_interface", "test_on")
    + at("mpl/test_figure", "test_figure_and_axes_targets", "test_wrong_targets"),
    "Plot.save(loc)": at(
        "mpl/test_display", "test_a_file_has_the_asked_size", "test_home_is_expanded"
    )
    + at("test_interface", "test_save_takes_keywords_of_savefig"),
    "Plot.save(**kwargs)": at("test_interface", "test_save_takes_keywords_of_savefig")
    + at(_CALLS, "TestOutput::test_dpi_and_formats", "TestOutput::test_save_returns_the_plot"),
    "Plot.show(**kwargs)": at("test_interface", "test_show_passes_keywords"),
    "Plot.plot(pyplot)": at("test_interface", "test_plot_of_pyplot"),
    "Plot._repr_png_": at(_CALLS, "TestOutput::test_notebook"),
    "Plot._repr_svg_": at(_CALLS, "TestOutput::test_notebook_svg"),
    "Plot.__add__": at("test_interface", "test_errors_are_of_the_kind_that_scripts_catch"),
    "Plot is a value": at(
        _CALLS,
        "TestValue::test_methods_return_copies",
        "TestValue::test_copies_and_pickles_are_equal",
    ),
    "methods in any order": at("test_interface", "test_methods_in_any_order"),
    "calls merge, append or replace": at(
        "test_interface", "test_repeated_calls_merge_add_appends_on_replaces"
    ),
    "config.theme": at("test_interface", "test_theme_of_the_session_takes_dicts_and_keywords")
    + at("test_interface", "test_parameters_of_the_default_theme")
    + at("peers/test_rows", "test_same_theme")
    + at(_CALLS, "TestConfig::test_theme_has_a_table_for_notebooks"),
    "config.theme.update": at(
        "test_interface", "test_theme_of_the_session_takes_dicts_and_keywords"
    ),
    "config.theme.reset": at(_CALLS, "TestConfig::test_theme_of_the_session"),
    "config.display[format]": at("test_interface", "test_display"),
    "config.display[scaling]": at("test_interface", "test_display"),
    "config.display[hidpi]": at("test_interface", "test_display"),
    "plot(): save, show, pictures in notebooks": at("mpl/test_display", "test_notebook_png")
    + at("mpl/test_display", "test_show_closes_what_it_showed")
    + at("test_interface", "test_display"),
    "plot(): _figure": at(_CALLS, "TestCompiled::test_names_scripts_reach_for"),
    "plot(): scales, layers": at(
        _CALLS, "TestCompiled::test_scales", "TestCompiled::test_data_is_the_kind_that_came_in"
    ),
}

_INTERVAL = at(
    "properties/test_number",
    "test_default_range",
    "test_levels_from_high_to_low",
    "test_values_given",
)
_DASHES = at(
    "properties/test_style", "test_first_dashes", "test_line_standard_form", "test_line_values"
)
_COLOURS = at(
    "properties/test_color", "test_values_for_levels", "test_blends", "test_function_as_ramp"
)
_PLACE = at(_MAGIC, "test_default_scale", "test_places_take_scales_and_transforms_only")
_SIDES = at("properties/test_style", "test_alignments")

_PROPERTIES: dict[str, Ids] = {
    "x": _PLACE,
    "y": _PLACE,
    "xmin": _PLACE
    + at("compile/test_bind", "TestErrors::test_missing_coordinates_of_a_horizontal_layer"),
    "xmax": _PLACE + at("marks/test_segment", "test_range"),
    "ymin": _PLACE + at("marks/test_segment", "test_range"),
    "ymax": _PLACE + at("marks/test_segment", "test_range"),
    "color": _COLOURS
    + at(
        "properties/test_color",
        "test_default_levels_are_the_cycle",
        "test_more_levels_than_the_cycle_are_hues",
        "test_default_ramp_is_a_cubehelix_from_light_to_dark",
    ),
    "fillcolor": _COLOURS + at("marks/test_dot", "test_colors_of_dots"),
    "edgecolor": _COLOURS + at("marks/test_dot", "test_edge_of_a_filled_dot_and_stroke_of_another"),
    "alpha": _INTERVAL + at("properties/test_number", "test_alpha_refuses"),
    "fillalpha": _INTERVAL,
    "edgealpha": _INTERVAL,
    "fill": at("properties/test_style", "test_fill", "test_fill_warns_when_levels_look_the_same"),
    "marker": at(
        "properties/test_style",
        "test_first_markers",
        "test_markers_never_end_and_never_repeat",
        "test_marker_values",
    ),
    "pointsize": _INTERVAL + at("properties/test_number", "test_pointsize_is_even_in_area"),
    "stroke": _INTERVAL,
    "linewidth": _INTERVAL + at("properties/test_number", "test_theme_decides_range"),
    "linestyle": _DASHES + at("properties/test_style", "test_dashes_never_end_and_never_repeat"),
    "edgewidth": _INTERVAL + at("properties/test_number", "test_theme_decides_range"),
    "edgestyle": _DASHES,
    "hatch": at("properties/test_style", "test_hatches_never_end_and_never_repeat")
    + at("properties/test_style", "test_hatch_values"),
    "text": at("properties/test_style", "test_text_is_the_value"),
    "halign": _SIDES,
    "valign": _SIDES,
    "offset": _INTERVAL + at("marks/test_text", "test_offset_by_row"),
    "fontsize": _INTERVAL + at("properties/test_number", "test_theme_decides_range"),
    "group": at("properties/test_style", "test_group_and_coordinates_stay_as_they_are")
    + at("compile/test_legends", "test_what_has_no_legend"),
    "geometry": at("marks/test_geo", "test_polygons_with_holes_and_parts_are_one_shape_each"),
}
"""The 27 properties: what each gives without and with `values`."""

_PROPERTY_RULES: dict[str, Ids] = {
    "xmin, xmax, ymin, ymax use the scale of their axis": at(
        "compile/test_snapshots", "test_drawing[band-limits]", "test_drawing[range-horizontal]"
    ),
    "which properties have a legend, and which are normalised": at(
        "properties/test_registry", "test_all_properties"
    ),
    "text, offset and size of a text have no key": at(
        "compile/test_legends", "test_text_has_no_key"
    ),
    "width, baseline: mapped in layers, no scale": at(
        "compile/test_bind", "test_extras_reach_the_mark"
    )
    + at("compile/test_snapshots", "test_drawing[bar-mapped-width]"),
    "weight: read by stats": at("compile/test_bind", "test_extras_are_accepted_in_the_plot"),
    "amounts lie between the two values": at(
        "scales/test_continuous", "test_range_default_and_given"
    ),
    "levels of amounts go from high to low": at(
        "properties/test_number", "test_levels_from_high_to_low"
    ),
    "true has the first value": at(
        "scales/test_nominal", "test_true_comes_first", "test_boolean_looks"
    ),
    "a short list is repeated, with a warning": at(
        "properties/test_number", "test_short_and_long_lists"
    )
    + at("properties/test_color", "test_short_list_is_repeated"),
    "a dict for some levels": at(
        "properties/test_color", "test_dict_leaves_the_rest_to_the_palette_without_repeats"
    )
    + at("properties/test_number", "test_values_given"),
    "alpha of a palette only if it is given": at(
        "properties/test_color", "test_map_with_alpha_keeps_it"
    )
    + at("mpl/test_theme", "test_alpha_is_silent_unless_the_colour_says_one"),
    "rows without a colour are not drawn": at("compile/test_rows", "test_each_reason")
    + at("marks/test_dot", "test_missing_colors_are_not_drawn"),
    "norm clamps": at("scales/test_continuous", "test_norm_clamps"),
}

_DRAWS = at("test_interface", "test_artists_of_a_mark")
_MARK_ROWS: dict[str, Ids] = {
    "Dot": _DRAWS + at("marks/test_dot", "test_positions_and_looks"),
    "Dots": _DRAWS + at("marks/test_dot", "test_colors_of_dots"),
    "Line": _DRAWS
    + at("marks/test_line", "test_one_line_a_group")
    + at("compile/test_layers", "TestSplitting::test_a_line_is_sorted_and_a_path_is_not"),
    "Path": _DRAWS
    + at("marks/test_line", "test_gaps_stay_where_they_are")
    + at("compile/test_layers", "TestSplitting::test_a_line_is_sorted_and_a_path_is_not"),
    "Lines": _DRAWS + at("marks/test_line", "test_one_line_a_group"),
    "Paths": _DRAWS + at("marks/test_line", "test_gaps_stay_where_they_are"),
    "Range": _DRAWS
    + at("marks/test_segment", "test_range", "test_limits_are_the_extremes_of_y_at_each_position"),
    "Dash": _DRAWS + at("marks/test_segment", "test_dash"),
    "Bar": _DRAWS + at("marks/test_bar", "test_from_baseline_to_value", "test_looks_of_bar"),
    "Bars": _DRAWS + at("marks/test_bar", "test_from_baseline_to_value", "test_looks_of_bars"),
    "Area": _DRAWS + at("marks/test_area", "test_one_closed_outline_a_group"),
    "Band": _DRAWS
    + at("marks/test_area", "test_outlines")
    + at("marks/test_segment", "test_limits_are_the_extremes_of_y_at_each_position"),
    "Text": _DRAWS + at("marks/test_text", "test_positions_and_looks"),
    "needs": at("marks/test_base", "test_needs"),
    "split": at("marks/test_base", "test_what_splits_the_data"),
    "artist_kws": at("marks/test_base", "test_fields")
    + at("mpl/test_pane", "test_keywords_have_the_last_word"),
    "fields are keywords, artist_kws first": at("marks/test_base", "test_fields"),
    "a fixed value wins": at("test_interface", "test_a_fixed_value_wins"),
    "a width column wins": at("compile/test_snapshots", "test_drawing[bar-mapped-width]"),
    "unfilled Dot: stroke and color": at(
        "marks/test_dot", "test_edge_of_a_filled_dot_and_stroke_of_another"
    ),
    "bars without a height": at("marks/test_bar", "test_bars_without_a_height_are_left_out"),
    "sticky zero": at("compile/test_limits", "TestMargins::test_none_at_the_baseline"),
    "capstyle of segments": at("mpl/test_pane", "test_many_lines_are_one_collection"),
    "edges of Bar inside": at("mpl/test_pane", "test_edges_stay_inside"),
    "edges of Bars by the narrowest": at(
        "mpl/test_pane", "test_automatic_edges_follow_the_narrowest_box"
    ),
}
_DEFAULTS = at("marks/test_base", "test_defaults") + _KEPT
_FIELDS: dict[str, Ids] = {
    f"{mark}.{field}": (*_DEFAULTS, *(f"{test}[{mark}-{field}]" for test in _FIELD))
    for mark, fields in MARKS.items()
    for field in fields
}

_EST = "stats/test_est"
_KDE = "stats/test_kde"
_HIST = "stats/test_hist"
_STATS: dict[str, Ids] = {
    "Agg.func": at(
        "stats/test_agg",
        "test_every_name_is_that_of_pandas",
        "test_a_function_gets_the_present_values_of_its_group",
    ),
    "Est.func": at(_EST, "test_func"),
    "Est.errorbar": at(_EST, "test_spread", "test_no_errorbar", "test_errorbar_by_a_function"),
    "Est.errorbar: ci": at(_EST, "test_interval_is_that_of_resampled_means"),
    "Est.n_boot": at(_EST, "test_interval_is_that_of_resampled_means", "test_wrong_parameters"),
    "Est.seed": at(_EST, "test_same_picture_each_time"),
    "Est: weight": at(
        _EST, "test_weighted_mean", "test_weighted_interval", "test_weights_are_for_means"
    ),
    "Count": at("stats/test_count", "test_counts_rows_by_all_keys"),
    "Hist.stat": at(_HIST, "test_against_numpy", "test_totals", "test_title"),
    "Hist.bins": at(_HIST, "test_every_rule_counts_as_numpy")
    + at(_BINS, "test_rules_in_memory_are_numpys", "test_number_of_bins", "test_edges_as_given"),
    "Hist.binwidth": at(
        _BINS, "test_binwidth_is_rounded_so_that_bins_fit", "TestTimes::test_seven_days"
    ),
    "Hist.binrange": at(_BINS, "test_binrange", "TestTimes::test_dates_as_range"),
    "Hist.common_norm": at(
        _HIST, "test_against_numpy", "test_density_has_area_one_over_all_groups"
    ),
    "Hist.common_bins": at(_HIST, "test_against_numpy"),
    "Hist.cumulative": at(_HIST, "test_against_numpy"),
    "Hist.discrete": at(_HIST, "test_levels_of_a_nominal_axis")
    + at(_BINS, "test_discrete_bins_are_centred_on_whole_numbers"),
    "Hist: weight": at(_HIST, "test_every_rule_counts_as_numpy", "test_all_rows_without_weight"),
    "KDE.bw_adjust": at(_KDE, "test_density_is_that_of_scipy"),
    "KDE.bw_method": at(
        _KDE, "test_density_is_that_of_scipy", "test_method_is_told_about_the_sample"
    ),
    "KDE.common_norm": at(_KDE, "test_areas"),
    "KDE.common_grid": at(_KDE, "test_grids"),
    "KDE.gridsize": at(_KDE, "test_points_of_the_data", "test_grids"),
    "KDE.cut": at(_KDE, "test_cut"),
    "KDE.cumulative": at(_KDE, "test_cumulative"),
    "KDE: weight": at(_KDE, "test_density_is_that_of_scipy"),
    "Perc.k": at("stats/test_perc", "test_k", "test_default_is_five"),
    "Perc.method": at(
        "stats/test_perc",
        "test_all_methods_of_numpy_are_there",
        "test_percentiles_are_those_of_numpy",
    ),
    "PolyFit.order": at("stats/test_polyfit", "test_fit_is_that_of_numpy", "test_literally_numpy"),
    "PolyFit.gridsize": at("stats/test_polyfit", "test_literally_numpy", "test_wrong_parameters"),
    "PolyFit: too few positions": at(
        "stats/test_polyfit", "test_groups_with_too_few_positions_are_left_out"
    ),
    "stats group by every mapped property, col, row and group": at(
        "compile/test_panels", "test_stats_are_of_each_panel"
    )
    + at("compile/test_layers", "TestSplitting::test_four_lines_four_bands")
    + at("stats/test_base", "test_what_is_not_asked_for_groups"),
    "stats that group by the position": at("stats/test_agg", "test_one_number_at_each_position")
    + at("stats/test_count", "test_counts_rows_by_all_keys"),
    "columns that stats make": at(
        "compile/test_layers", "TestComputedColumns::test_heights_as_text"
    )
    + at("stats/test_perc", "test_percentile_can_be_mapped"),
    "stats see scaled data": at(_HIST, "test_bins_on_a_log_axis_are_equal_ratios")
    + at(_EST, "test_in_axis_units"),
}

_DODGE, _JITTER, _NORM = "moves/test_dodge", "moves/test_jitter", "moves/test_norm"
_MOVES: dict[str, Ids] = {
    "Dodge.empty": at(
        _DODGE, "test_room_for_missing_groups", "test_each_panel_closes_its_own_gaps"
    ),
    "Dodge.gap": at(_DODGE, "test_gap_narrows_each_mark_in_its_place"),
    "Dodge.by": at(_DODGE, "test_by_says_what_is_set_apart"),
    "Jitter.width": at(_JITTER, "test_reach"),
    "Jitter.x": at(_JITTER, "test_reach", "test_data_units_on_a_log_axis"),
    "Jitter.y": at(_JITTER, "test_reach", "test_x_and_y_are_independent"),
    "Jitter.seed": at(_JITTER, "test_the_same_each_time", "test_the_seed_of_the_session"),
    "Norm.func": at(_NORM, "test_functions_by_group"),
    "Norm.where": at(_NORM, "test_where", "test_where_sees_the_data_not_axis_units"),
    "Norm.by": at(_NORM, "test_by"),
    "Norm.percent": at(_NORM, "test_percent"),
    "Shift.x": at("moves/test_shift", "test_data_units"),
    "Shift.y": at("moves/test_shift", "test_limits_move_along")
    + at("compile/test_snapshots", "test_drawing[shift-horizontal]"),
    "Stack": at(
        "moves/test_stack",
        "test_one_on_top_of_the_other",
        "test_panels_stack_by_themselves",
        "test_differing_baselines",
    ),
    "moves in the order given": at(
        "compile/test_layers", "TestChains::test_moves_in_the_order_given"
    ),
    "width: share of the least distance, 1 for levels": at(
        "compile/test_limits", "TestWidths::test_numbers", "TestWidths::test_levels"
    ),
}

_NOMINAL, _CONT, _TEMP = "scales/test_nominal", "scales/test_continuous", "scales/test_temporal"
_TRANS = at("scales/test_transform", "test_places", "test_round_trip") + at(
    "mpl/test_axes", "test_scale_is_true"
)
_SCALES: dict[str, Ids] = {
    "Nominal.values": at(_NOMINAL, "test_values", "test_values_of_colors", "test_markers"),
    "Nominal.order": at(_NOMINAL, "test_order", "test_order_decides_on_looks_too")
    + at("compile/test_rows", "test_each_reason"),
    "Boolean.values": at(_NOMINAL, "test_boolean_looks"),
    "Boolean on an axis: true first": at("compile/test_snapshots", "test_drawing[boolean]")
    + at("images/test_images", "test_plot[boolean]"),
    "Temporal.values": at("images/test_images", "test_plot[color_time]")
    + at(_MAGIC, "test_intervals", "test_colors"),
    "Temporal.norm": at(_TEMP, "test_norm", "test_wrong_norm"),
    "Continuous.values": at(_CONT, "test_range_default_and_given", "test_colors"),
    "Continuous.norm": at(_CONT, "test_norm", "test_norm_clamps", "test_matplotlib_norms"),
    "Continuous.trans": at(_CONT, "test_transform_is_applied_before_the_range"),
    "priorities": at("scales/test_base", "test_priorities_decide_the_orientation"),
    "trans: log, log2, log10, log<base>": _TRANS,
    "trans: ln": _TRANS + at("scales/test_transform", "test_facts"),
    "trans: symlog": _TRANS + at("mpl/test_axes", "test_symlog"),
    "trans: logit": _TRANS,
    "trans: pow": _TRANS,
    "trans: sqrt": _TRANS,
    "trans: a pair of functions": at("scales/test_transform", "test_pair_of_functions"),
    "tick() and label() return copies and replace": at(
        _CONT,
        "test_tick_returns_a_copy_and_drops_earlier_settings",
        "test_label_drops_earlier_settings",
    )
    + at(_NOMINAL, "test_tick_and_label_return_copies")
    + at(_TEMP, "test_tick_and_label_return_copies"),
    "Continuous.tick.locator": at("mpl/test_axes", "test_the_users_locator_is_copied")
    + at(_CONT, "test_ways_to_choose_ticks_exclude_each_other"),
    "Continuous.tick.at": at("mpl/test_axes", "test_ticks_asked_for"),
    "Continuous.tick.upto": at("mpl/test_axes", "test_upto_is_a_limit"),
    "Continuous.tick.count": at(
        "mpl/test_axes", "test_ticks_asked_for", "test_ticks_on_a_log_axis"
    ),
    "Continuous.tick.every": at("mpl/test_axes", "test_ticks_asked_for")
    + at(_CONT, "test_ticks_that_have_no_meaning_on_a_logarithm"),
    "Continuous.tick.between": at("mpl/test_axes", "test_ticks_asked_for"),
    "Continuous.tick.minor": at("mpl/test_axes", "test_minor_ticks"),
    "Temporal.tick.locator": at(_TEMP, "test_entries", "test_wrong_ticks_and_labels"),
    "Temporal.tick.upto": at(_TEMP, "test_entries") + at("mpl/test_axes", "test_durations"),
    "Nominal.tick.locator": at("mpl/test_axes", "test_levels")
    + at("test_traps", "test_trap_14_ticks_and_labels_of_levels[locator]"),
    "Boolean.tick.locator": at("test_traps", "test_trap_20_ticks_of_truth_and_polar_axes"),
    "Continuous.label.formatter": at("mpl/test_axes", "test_the_users_locator_is_copied"),
    "Continuous.label.like": at("mpl/test_axes", "test_labels_asked_for")
    + at(_CONT, "test_labels"),
    "Continuous.label.base": at(
        "mpl/test_axes", "test_labels_asked_for", "test_plain_labels_on_a_log_axis"
    ),
    "Continuous.label.unit": at("mpl/test_axes", "test_labels_asked_for")
    + at(_CONT, "test_si_units_are_those_of_matplotlib"),
    "Temporal.label.formatter": at(_TEMP, "test_entries", "test_wrong_ticks_and_labels"),
    "Temporal.label.concise": at("mpl/test_axes", "test_times")
    + at("images/test_images", "test_plot[time_concise]"),
    "Nominal.label.formatter": at(_NOMINAL, "test_labels_by_a_formatter")
    + at("mpl/test_axes", "test_levels"),
    "Boolean.label.formatter": at(_NOMINAL, "test_labels_of_booleans"),
}

_MAGIC_ROWS: dict[str, Ids] = {
    "any: None": at("scales/test_base", "test_literal_looks")
    + at("compile/test_snapshots", "test_drawing[dots-literal]"),
    "any: a Scale": at(_MAGIC, "test_a_scale_is_itself"),
    "coordinate, text, group: the name of a transform": at(_MAGIC, "test_names_of_transforms"),
    "coordinate, text, group: anything else is an error": at(
        _MAGIC, "test_places_take_scales_and_transforms_only"
    ),
    "interval: list, dict, categories": at(_MAGIC, "test_intervals"),
    "interval: booleans, times, the rest": at(_MAGIC, "test_intervals"),
    "object, fill: booleans or levels": at(_MAGIC, "test_properties_with_levels_only"),
    "colour: booleans": at(_MAGIC, "test_colors"),
    "colour: dict, list": at(_MAGIC, "test_colors"),
    "colour: tuple": at(_MAGIC, "test_colors"),
    "colour: function": at(_MAGIC, "test_colors"),
    "colour: name of a palette": at(_MAGIC, "test_colors")
    + at("properties/test_palettes", "test_which_are_qualitative"),
    "colour: name of a transform": at(_MAGIC, "test_color_on_a_logarithm_has_the_default_palette"),
}

_CONVERT = "data/test_convert"
_INFERENCE: dict[str, Ids] = {
    "variable type: categories": at(
        _CONVERT, "test_declared_levels", "test_the_rest_are_categories"
    ),
    "variable type: all missing": at(_CONVERT, "test_nothing_known_is_a_number"),
    "variable type: booleans": at(_CONVERT, "test_booleans"),
    "variable type: numbers": at(_CONVERT, "test_integers_stay_integers", "test_mixed_numbers"),
    "variable type: times": at(_CONVERT, "test_times"),
    "variable type: dates, durations, periods": at(
        _CONVERT, "test_dates", "test_durations", "test_periods_by_their_start"
    ),
    "default scale": at(
        _MAGIC, "test_default_scale", "test_default_scale_of_properties_with_levels_only"
    ),
    "order of levels": at(
        _NOMINAL,
        "test_order_of_levels_and_their_places",
        "test_levels_merged_from_two_layers_are_sorted",
    )
    + at("data/test_factor", "test_order_of_appearance_and_missing"),
    "orient": at("compile/test_orient", "test_the_axis_of_higher_rank_is_the_position"),
    "labels of axes": at(
        "compile/test_layers", "TestAxisLabels::test_of_the_first_variable_with_a_name"
    ),
    "legends merge by variable": at(
        "compile/test_legends", "test_one_block_for_one_variable_with_all_its_properties"
    ),
    "one legend at the right": at(
        "mpl/test_legend", "test_a_legend_is_inside_the_canvas_and_beside_the_axes"
    ),
    "ticks of a continuous legend": at(_CONT, "test_entries"),
    "levels on y go from top to bottom": at("compile/test_limits", "test_levels"),
    "limits and grid of a nominal axis": at("compile/test_limits", "test_levels")
    + at("mpl/test_axes", "test_levels"),
    "what splits": at("compile/test_layers", "TestSplitting::test_four_lines_four_bands")
    + at("compile/test_layers", "TestSplitting::test_groups_do_not_cross_panels"),
    "infinities are missing": at("compile/test_rows", "test_each_reason"),
}

_ORDER: dict[str, Ids] = {
    "scales are trained on all layers": at(
        "compile/test_bind", "test_a_plot_without_data_is_a_template"
    ),
    "stats of each pairing": at("compile/test_panels", "TestPairs::test_stats_of_each_pairing"),
    "scales see what stats make": at(
        "compile/test_layers", "TestComputedColumns::test_density_as_color"
    ),
    "moves after stats, then back to data units": at(
        _CALLS, "TestCompiled::test_data_is_in_data_units"
    ),
    "all within the theme": at(
        "mpl/test_theme",
        "test_context_restores_also_after_an_error",
        "test_letters_are_hues_of_a_known_cycle_only",
    ),
}

_EXTENSION: dict[str, Ids] = {
    "Mark": at("marks/test_base", "test_lollipop", "test_mark_without_draw"),
    "Stat": at("compile/test_layers", "TestChains::test_several_stats")
    + at("stats/test_base", "test_a_stat_must_say_what_it_does"),
    "Move": at("compile/test_layers", "TestChains::test_a_custom_move")
    + at("moves/test_base", "test_a_move_must_say_what_it_does"),
    "Scale": at("scales/test_base", "test_scale_is_abstract"),
    "a property": at("properties/test_registry", "test_register"),
}

_KINDS = at("test_interface", "test_errors_are_of_the_kind_that_scripts_catch")
_AT_CALL = at(_CALLS, "TestErrorsAtTheCall::test_is_raised_and_says_what_to_do")
_ERRORS: dict[str, Ids] = {
    "wrong arguments: TypeError at the call": _KINDS + _AT_CALL,
    "unknown column: ValueError at the call": _KINDS
    + at("compile/test_bind", "TestErrors::test_unknown_column_at_the_call"),
    "vectors of different lengths: ValueError": _KINDS
    + at("compile/test_bind", "TestErrors::test_a_vector_beside_a_frame_of_another_length"),
    "grids that cannot be: RuntimeError": _KINDS
    + at("compile/test_panels", "TestErrors::test_grids_that_cannot_be"),
    "several panels on one Axes: RuntimeError": _KINDS
    + at("mpl/test_figure", "test_wrong_targets"),
    "a scale that fails names itself": at(
        _CALLS, "TestErrorsAtCompile::test_unknown_palette_names_variable_and_suggests"
    ),
    "a stat or move that fails names its layer": at(
        "compile/test_bind", "TestErrors::test_a_missing_input_names_stat_layer_and_variables"
    ),
    "palettes of another length warn": at("properties/test_number", "test_short_and_long_lists"),
    "more than two levels of fill warn": at(
        "properties/test_style", "test_fill_warns_when_levels_look_the_same"
    ),
    "unknown variables of common_norm are an error": at(_HIST, "test_errors"),
    "dropped rows are counted": at("compile/test_rows", "test_each_reason"),
    "unlisted levels are counted": at("compile/test_rows", "test_each_reason"),
    "unknown names are errors": _AT_CALL,
}

INTERFACE: dict[str, dict[str, Ids]] = {
    "names": {name: at("test_rows", "test_names") for name in NAMES},
    "Plot": _PLOT,
    "properties": {name: _PROPERTY + ids for name, ids in _PROPERTIES.items()},
    "rules of properties": _PROPERTY_RULES,
    "marks": _MARK_ROWS | _FIELDS,
    "stats": _STATS,
    "moves": _MOVES,
    "scales": _SCALES,
    "values of Plot.scale()": _MAGIC_ROWS,
    "inference": _INFERENCE,
    "order of compiling": _ORDER,
    "extension": _EXTENSION,
    "errors": _ERRORS,
}
"""Section -> row -> the tests that show it."""

# ----------------------------------------------------------------------------------------- traps


class Trap(NamedTuple):
    """What goes wrong elsewhere; the tests that show it right here; what is not built yet."""

    title: str
    tests: Ids
    missing: str = ""


def here(*names: str) -> Ids:
    """Return the ids of tests of traps."""
    return at("test_traps", *(f"test_trap_{name}" for name in names))


TRAPS: dict[int, Trap] = {
    1: Trap(
        "frames of every library are read and drawn",
        here("01_any_frame_is_drawn")
        + at("compile/test_layers", "TestEngines::test_same_drawing")
        + at("data/test_source", "test_columns"),
        "tables of Ibis go through the same code as those of DuckDB, but no test has Ibis",
    ),
    2: Trap(
        "missing values of nullable columns",
        here("02_missing_numbers_are_left_out")
        + at("compile/test_rows", "test_nullable_columns", "test_nullable_categories"),
    ),
    3: Trap(
        "labels of the index change nothing; lengths are compared",
        at("data/test_source", "test_the_index_changes_nothing")
        + at(
            "compile/test_bind",
            "test_rows_are_matched_by_position_not_by_index",
            "TestErrors::test_a_vector_beside_a_frame_of_another_length",
        )
        + at("compile/test_any_frame", "test_an_index_changes_nothing"),
    ),
    4: Trap(
        "a plot without data is a template",
        at(_CALLS, "TestValue::test_template")
        + at("compile/test_bind", "test_a_plot_without_data_is_a_template"),
    ),
    5: Trap(
        "a scalar stands for all rows",
        at(
            "compile/test_bind",
            "test_a_number_stands_for_all_rows",
            "test_a_text_stands_for_all_rows",
            "test_constants_beside_an_engine",
        ),
    ),
    6: Trap(
        "weight, width and baseline in Plot(...)",
        at(
            "compile/test_bind",
            "test_extras_are_accepted_in_the_plot",
            "test_extras_reach_the_mark",
        ),
    ),
    7: Trap(
        "rows that are not drawn are counted, with the reason",
        here("07_dropped_rows_are_counted_in_one_message")
        + at("compile/test_rows", "test_each_reason", "test_one_warning_for_all_layers"),
        "there is no explain() yet",
    ),
    8: Trap(
        "times are labelled in their zone",
        here("08_times_are_labelled_in_their_zone")
        + at("scales/test_ticks", "test_time_ticks_are_round_on_local_clocks"),
    ),
    9: Trap(
        "dates, durations and periods on a time axis",
        here("09_all_times_have_true_spacing")
        + at(_CONVERT, "test_dates", "test_durations", "test_periods_by_their_start"),
    ),
    10: Trap(
        "limits take what the scale takes",
        here("10_limits_as_text") + at("compile/test_limits", "test_dates"),
    ),
    11: Trap(
        "bins of time",
        here("11_bins_of_time")
        + at(
            _BINS,
            "TestTimes::test_seven_days",
            "TestTimes::test_calendar_periods_start_at_their_own_beginnings",
            "TestTimes::test_dates_as_edges",
        ),
    ),
    12: Trap(
        "transforms of colours keep the palette",
        here("12_transforms_of_colours_keep_the_palette")
        + at(_MAGIC, "test_color_on_a_logarithm_has_the_default_palette"),
    ),
    13: Trap(
        "norm clamps, and may be an object of matplotlib",
        here("13_norm_clamps") + at(_CONT, "test_norm_clamps", "test_matplotlib_norms"),
    ),
    14: Trap(
        "ticks and labels of categories",
        here("14_ticks_and_labels_of_levels", "14_labels_of_levels_are_turned")
        + at(_NOMINAL, "test_labels"),
    ),
    15: Trap(
        "bars and areas on a log axis",
        here("15_shapes_on_a_log_axis_are_filled_from_below")
        + at("marks/test_bar", "test_bars_on_a_log_axis_rise_from_its_end"),
    ),
    16: Trap(
        "moves on a log axis are in data units",
        here("16_moves_on_a_log_axis_are_in_data_units")
        + at(_JITTER, "test_data_units_on_a_log_axis"),
    ),
    17: Trap(
        "what a mean is on a log axis",
        here("17_space_of_a_mean_on_a_log_axis")
        + at("stats/test_agg", "test_space_says_what_a_mean_is_on_a_log_axis"),
    ),
    18: Trap(
        "legends of hundreds of entries",
        here("18_a_list_of_colours_for_numbers_makes_a_short_legend")
        + at("compile/test_legends", "test_hundreds_of_levels_are_cut_short"),
    ),
    19: Trap(
        "a dict for some levels",
        here("19_a_dict_for_some_levels")
        + at("properties/test_color", "test_dict_leaves_the_rest_to_the_palette_without_repeats"),
    ),
    20: Trap(
        "ticks of booleans; polar axes",
        here("20_ticks_of_truth_and_polar_axes") + at("mpl/test_figure", "test_wrong_targets"),
    ),
    21: Trap(
        "a density of groups has area one",
        here("21_density_of_groups_has_area_one")
        + at(_HIST, "test_density_has_area_one_over_all_groups"),
    ),
    22: Trap(
        "weights with bin rules; lying fits; densities by category",
        here("22_polyfit_respects_orient", "22_density_for_each_category")
        + at(_HIST, "test_every_rule_counts_as_numpy")
        + at(_KDE, "test_one_density_for_each_level_of_the_other_axis"),
    ),
    23: Trap(
        "axes that a stat makes are labelled",
        here("23_computed_axes_are_labelled")
        + at("compile/test_layers", "TestAxisLabels::test_of_the_stat"),
    ),
    24: Trap(
        "columns that a stat makes can be mapped",
        here("24_computed_columns_can_be_mapped")
        + at("compile/test_layers", "TestComputedColumns::test_heights_as_text"),
    ),
    25: Trap(
        "several stats and moves in any order",
        here("25_stats_and_moves_in_any_order", "25_line_and_band_have_one_estimate")
        + at("compile/test_layers", "TestChains::test_several_stats"),
        "a layer has one mark: line and band of one estimate are two layers, each computing it",
    ),
    26: Trap(
        "the same plot gives the same picture",
        at(
            _CALLS,
            "TestValue::test_same_spec_same_picture",
            "TestConfig::test_seed",
        )
        + at(_EST, "test_same_picture_each_time"),
    ),
    27: Trap(
        "stacks separate signs and move limits along",
        here("27_stack_separates_signs")
        + at("moves/test_stack", "test_negative_values_go_down", "test_limits_move_along"),
    ),
    28: Trap(
        "dodge counts variables; error bars stay on their bars",
        here(
            "28_one_variable_on_two_properties_dodges_once",
            "28_a_text_does_not_narrow_bars",
            "28_an_error_bar_stays_on_its_bar",
        )
        + at(_DODGE, "test_two_properties_of_one_variable_count_once"),
    ),
    29: Trap(
        "every mapped variable groups every layer",
        here("29_every_variable_groups_every_layer")
        + at("compile/test_layers", "TestSplitting::test_four_lines_four_bands"),
    ),
    30: Trap(
        "gaps at missing values",
        here("30_lines_keep_gaps_where_asked")
        + at("marks/test_base", "test_gaps_on_request")
        + at("marks/test_area", "test_a_gap_ends_one_shape_and_begins_another"),
    ),
    31: Trap(
        "text at the edge; formats of numbers",
        here("31_text_at_the_edge_is_inside_and_numbers_are_formatted")
        + at("marks/test_text", "test_how_values_are_written")
        + at("mpl/test_layout", "test_texts_at_the_edge_are_inside"),
    ),
    32: Trap(
        "artists carry their level",
        here("32_artists_carry_their_level")
        + at("mpl/test_pane", "test_the_users_own_legend_shows_levels_once"),
    ),
    33: Trap(
        "the legend is inside the canvas",
        here("33_the_legend_is_inside_the_asked_size")
        + at(_CALLS, "TestOutput::test_asked_size_with_legend_inside"),
    ),
    34: Trap(
        "legends belong to their axes",
        here("34_each_legend_belongs_to_its_axes")
        + at(
            "mpl/test_legend",
            "test_the_legend_of_an_axes_belongs_to_it",
            "test_twice_on_one_axes_keeps_both_legends",
            "test_a_subfigure_has_its_own_legend",
        ),
    ),
    35: Trap(
        "a layer's label beside its mapping",
        here("35_a_layers_label_stands_beside_its_mapping")
        + at("compile/test_legends", "TestLayers::test_an_entry_for_a_layer_beside_its_mapping"),
    ),
    36: Trap(
        "one title over facets",
        here("36_the_title_of_facets_stands_once", "36_titles_of_rows_stand_at_the_right"),
    ),
    37: Trap(
        "long tick labels do not overlap",
        here("37_long_tick_labels_do_not_overlap"),
    ),
    38: Trap(
        "figures with axes; themes and sizes that come too late",
        here("38_a_theme_that_comes_too_late_is_said")
        + at(
            "mpl/test_figure",
            "test_a_single_empty_axes_is_used",
            "test_figures_with_axes_are_refused",
            "test_layout_that_has_no_effect_is_said",
        ),
    ),
    39: Trap(
        "continuous colours have a colour bar", here("39_continuous_colours_have_a_colour_bar")
    ),
    40: Trap(
        "misspelt names",
        here("40_misspelt_names_are_errors_with_a_suggestion") + _AT_CALL,
    ),
    41: Trap(
        "a missing coordinate is named",
        here("41_a_missing_coordinate_is_named")
        + at("compile/test_bind", "TestErrors::test_a_missing_coordinate"),
    ),
    42: Trap(
        "threads and rc parameters",
        at(
            _CALLS,
            "TestNothingOfTheUsersChanges::test_theme_of_other_threads",
            "TestNothingOfTheUsersChanges::test_after_failure",
        )
        + at("mpl/test_theme", "test_contexts_of_two_threads_do_not_mix"),
    ),
    43: Trap("panels cost what plain panels cost", here("43_panels_cost_what_plain_panels_cost")),
    44: Trap(
        "no warning but our own",
        here("44_no_warning_but_our_own")
        + at("compile/test_any_frame", "test_a_drawing_or_a_plain_error"),
    ),
    45: Trap(
        "figures are closed and freed",
        here("45_figures_are_freed")
        + at("mpl/test_display", "test_show_closes_what_it_showed")
        + at(_CALLS, "TestOutput::test_many_saves_leave_no_figures"),
    ),
}
"""Number -> what goes wrong elsewhere, and what shows that it does not here."""
