"""Plans: outcomes, plans with their yearly versions, actions with permanent references, targets and progress returns.

Leads and groups write; an organisation's people may always tell of their own actions. Everybody in the partnership reads.
"""
