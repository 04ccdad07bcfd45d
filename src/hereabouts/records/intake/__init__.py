"""Intake: the other hatch. Letters from the public come in, and replies are written back."""
