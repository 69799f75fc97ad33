"""Texts: numbers in the narratives that contradict the figures."""
