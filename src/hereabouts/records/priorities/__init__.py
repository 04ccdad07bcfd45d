"""Priorities: voice, data and strategy side by side, and what a group decided."""
