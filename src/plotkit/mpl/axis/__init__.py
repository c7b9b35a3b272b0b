"""Panels and their axes: scales, ticks, labels that fit, and what draws them."""
