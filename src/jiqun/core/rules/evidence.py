"""Evidence: what the form demands to be proven, against what is attached."""
