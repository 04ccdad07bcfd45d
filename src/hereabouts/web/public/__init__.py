"""Public: letters in, notices out. Reads only releases, writes only intake."""
