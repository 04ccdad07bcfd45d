"""Imports: reading sheets, mapping columns, row errors, preview, undo. Above the ledger, below everyone who imports."""
