"""Every read of the recognition that is more than a line."""
