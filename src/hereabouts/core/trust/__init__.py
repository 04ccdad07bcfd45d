"""Trust: what roles and agreements allow, and what numbers may leave the house."""
