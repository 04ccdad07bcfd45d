"""Priorities: strategic aims, frozen triangulation boards, what was chosen and by whom it was disputed, what was not.

Leaders and officers write; everybody who sits in the partnership reads. No person stands here: of voice only counts.
"""
