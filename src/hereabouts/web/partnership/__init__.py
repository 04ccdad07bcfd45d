"""Partnership: places, listening, priorities, plans, meetings, account."""
