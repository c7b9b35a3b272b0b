"""Guides as data: legends, colour bars and direct labels, drawn by the marks themselves."""
