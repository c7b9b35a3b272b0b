"""Floor 7, mpl: the only rooms that touch matplotlib; from a drawing to a figure."""
