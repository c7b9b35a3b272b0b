"""From a drawing to a figure: the only package that touches matplotlib."""
