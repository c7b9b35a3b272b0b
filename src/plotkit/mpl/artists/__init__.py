"""From primitives of the pane to matplotlib artists, and the artists of plotkit's own."""
