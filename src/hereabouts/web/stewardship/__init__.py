"""Stewardship: agreements and the audit trail."""
