"""Families: referrals, triage, agency stubs, possible matches and pointers, under an agreement in force only."""
