"""Scales: from data to axis units, and to visual properties."""
