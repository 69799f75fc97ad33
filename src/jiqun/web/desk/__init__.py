"""The first page after signing in: what waits for one, what one has started, what one has done."""
