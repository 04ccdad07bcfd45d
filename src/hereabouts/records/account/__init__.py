"""Account: what was done and what changed, told to partners, committees and the public. Reads counts of people-rooms, never rows."""
