"""A workbook that is handed in: scanned, parsed in a process of its own, and understood."""
