"""What Chinese texts say: claims about figures, years of a plan, names of bodies."""
