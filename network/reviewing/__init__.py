"""Twice a year somebody goes through who has access to an organisation: when it is due, doing it, reminding of it."""
