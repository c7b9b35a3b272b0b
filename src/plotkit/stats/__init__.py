"""Floor 4, stats: summaries of data, written once for memory and engines."""
