"""Desk: families and problems, for those who work with them."""
