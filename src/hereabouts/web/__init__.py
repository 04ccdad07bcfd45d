"""Face: pages, split by who is looking. A face asks rooms; it never opens their drawers and never decides."""
