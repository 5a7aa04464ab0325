"""Trace a news article back to its sources."""
