"""What the pages of a declaration show: plain values, laid out for the templates."""
