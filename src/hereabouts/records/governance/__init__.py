"""Governance: groups, their meetings and what came of them. It knows other rooms' things by kind and id only."""
