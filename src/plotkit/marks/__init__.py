"""Marks: pure functions from values to drawing primitives."""
