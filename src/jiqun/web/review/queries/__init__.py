"""Every read of the review that is more than a line."""
