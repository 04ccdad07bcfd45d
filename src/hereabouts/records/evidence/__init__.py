"""Evidence: the published numbers about places. Built offline into one immutable file; read here."""
