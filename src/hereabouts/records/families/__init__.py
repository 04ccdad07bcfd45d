"""Families: referrals, triage, matches, pointers. Need to know, under an agreement in force. A stranger to governance and problems."""
