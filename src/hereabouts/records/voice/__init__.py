"""Voice: activities, what people said at them with their consents, codings, themes, and who was heard.

Officers who listen may enter. Out of it go counts, frozen sheets, and quotes whose consent stands; never a row.
"""
