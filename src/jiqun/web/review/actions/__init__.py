"""Every write of the review."""
