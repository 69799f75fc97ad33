"""Workbooks that are handed out: the template, and what was handed in with its faults shown."""
