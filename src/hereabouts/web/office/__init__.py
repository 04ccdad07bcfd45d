"""Office: signing in, people and roles."""
