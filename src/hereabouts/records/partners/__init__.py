"""Partners: the organisations of the partnership, the people who act in it, and the roles they hold."""
