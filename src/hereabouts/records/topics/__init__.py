"""Topics: the one vocabulary and its crosswalks."""
