"""Moves: displacements of what would overlap."""
