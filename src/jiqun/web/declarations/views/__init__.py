"""The pages of calls and declarations."""
