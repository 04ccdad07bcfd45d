"""Partners: what they promise and what comes of it, who takes part and who is missing, the directory of services."""
