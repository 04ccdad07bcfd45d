"""Trust: information sharing agreements turned into grants; who may do what on a day."""
