"""Counts, the names beside them, and the schedules behind them."""
