"""Who belongs to which organisation: inviting, joining, roles, leaving, reviewing."""
