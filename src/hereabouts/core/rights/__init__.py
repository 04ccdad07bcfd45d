"""People's rights over what is held of them: the clock, the pack, the schedule of keeping."""
