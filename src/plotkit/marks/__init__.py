"""Floor 4, marks: pure functions from values to drawing primitives."""
