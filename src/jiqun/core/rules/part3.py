"""Part 三: R&D, staff, standards, patents."""
