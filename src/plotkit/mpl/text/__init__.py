"""What texts measure, how they break into lines, and how a raster image gets them."""
