"""Where panels, titles and guides go: measured once, without a second drawing."""
