"""Governance: groups, meetings, decisions. A stranger to families and problems."""
