"""What makes the documentation site out of docs/, examples/ and docstrings: see `make.py`."""
