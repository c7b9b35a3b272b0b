"""plotkit: a declarative plotting library for Python, drawn by matplotlib.

The public interface is :mod:`plotkit.objects`.
"""

__version__ = "0.2.0"
