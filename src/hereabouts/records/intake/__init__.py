"""Intake: letters in. What the public sends, and what became of it, written back by the room that dealt with it."""
