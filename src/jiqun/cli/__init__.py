"""The command line: the same core for anyone who only wants to check a file."""

from jiqun.cli.app import main

__all__ = ["main"]
