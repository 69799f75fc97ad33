"""Part 二: output, firms and titles, foreign money."""
