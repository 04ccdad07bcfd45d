"""Releases: notices out. Immutable copies, checked for disclosure, that anybody may read; the way out for everything."""
