"""History: what earlier filings of the same cluster said."""
