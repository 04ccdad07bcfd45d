"""Imports: what a row of somebody's spreadsheet means, what is wrong with it, and what it would change."""
