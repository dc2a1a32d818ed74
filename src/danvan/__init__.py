"""Dân Vận: reads, checks, adds up and composes the reports of Vietnam's local governments."""

__version__ = "0.1.0"
