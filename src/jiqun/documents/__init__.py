"""Paper in and out: the official Word and PDF forms, and facts files."""
