"""Everything that is read of calls and declarations."""
