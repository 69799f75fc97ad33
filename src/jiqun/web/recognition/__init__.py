"""What becomes of what was proposed: the notice (公示), the list (认定名单), the register."""
