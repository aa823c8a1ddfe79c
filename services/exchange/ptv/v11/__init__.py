"""PTV's open interface, version 11: pure functions from payloads to neutral records. No database, no settings."""
