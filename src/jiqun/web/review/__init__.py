"""What becomes of what was filed: the district's and the bureau's review."""
