"""Part 五: energy, carbon, waste, water."""
