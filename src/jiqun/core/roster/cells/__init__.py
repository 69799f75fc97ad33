"""What stands in a cell of a list, read as its column takes it."""

from jiqun.core.roster.cells.kinds import Asked, ColumnReader, Odd, RawCell, read_cell

__all__ = ["Asked", "ColumnReader", "Odd", "RawCell", "read_cell"]
