"""Parts 六 and 七: work that is ticked and work that is told."""
