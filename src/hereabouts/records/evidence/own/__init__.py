"""Own tables: what a partner counts by area itself, beside the published numbers and never among them."""
