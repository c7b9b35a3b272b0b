"""Data: any frame comes in, columns of numpy or a lazy relation go on."""
