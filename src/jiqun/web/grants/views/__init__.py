"""The pages of the grants."""
