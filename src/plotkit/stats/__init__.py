"""Stats: summaries of data, written once for memory and engines."""
