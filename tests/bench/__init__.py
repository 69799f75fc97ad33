"""``make bench``: medians of what people wait for, with a peer in the same run as a ratio."""
