"""People's rights over what is held of them, how long it is kept, and requests of public bodies for it."""
