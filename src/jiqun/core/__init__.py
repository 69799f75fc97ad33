"""What a lawyer or a statistician would argue about: pure Python, no face, no clock, no network."""
