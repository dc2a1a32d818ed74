"""People, roles and units of a subtree, and the trail of who did what: /quan-tri/, /nhat-ky/."""
