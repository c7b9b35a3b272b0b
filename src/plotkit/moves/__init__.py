"""Floor 4, moves: displacements of what would overlap."""
