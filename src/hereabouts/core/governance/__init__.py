"""Governance: who meets, what is on the table, what was decided and who does what by when."""
