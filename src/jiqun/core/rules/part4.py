"""Part 四: shares of firms, industrial software, pilots."""
