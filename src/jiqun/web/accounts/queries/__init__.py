"""Reading units, their people and who is invited."""
