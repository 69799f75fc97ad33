"""The figures, one module a part."""
