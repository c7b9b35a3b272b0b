"""Floor 3, scales: from data to axis units and to looks."""
