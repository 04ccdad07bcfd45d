"""Shared: what every face needs; imports no room above trust."""
