"""The directory for machines: read-only JSON at `/api/v1/`, described by its own OpenAPI document."""
