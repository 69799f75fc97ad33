"""The pages of the recognition: the bureau's and the public."""
