"""The `danvan` command: one file per command; parse, call, print, exit code."""

from danvan.cli.app import main

__all__ = ["main"]
