"""Priorities: voice, data and strategy laid side by side, so that a meeting sees where they part."""
