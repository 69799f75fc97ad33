"""Every write of the recognition."""
