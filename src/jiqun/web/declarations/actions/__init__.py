"""Everything that is done with calls and declarations."""
