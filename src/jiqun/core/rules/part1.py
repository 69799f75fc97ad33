"""Cover and part 一: who declares, and what the standard does not admit."""
