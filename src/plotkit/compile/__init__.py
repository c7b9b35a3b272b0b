"""The compiler: from a specification to a drawing, a named type between each two steps."""
