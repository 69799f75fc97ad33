"""The rules, one module a part."""
