"""Visual properties: what a mark can look like, the range side of a scale."""
