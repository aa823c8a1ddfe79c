"""The access table: every URL name and what each kind of visitor gets. A URL without a row fails the test.

The columns are the answers to a GET by an anonymous visitor in development, and to a POST by the same.
Roles get their columns when there are accounts.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """`kwargs` names builders' things by word: “service” becomes the slug of a public service, “service_id” its id."""

    name: str
    get: int
    post: int
    kwargs: dict = field(default_factory=dict)


TABLE = (
    Row("healthz", 200, 405),
    Row("readyz", 200, 405),
    Row("robots", 200, 405),
    Row("sitemap", 200, 405),
    Row("sitemap_part", 200, 405, {"section": "services"}),
    Row("api", 200, 405),
    Row("api_bare", 200, 405),
    Row("api_openapi", 200, 405),
    Row("api_services", 200, 405),
    Row("api_service", 200, 405, {"id": "service_id"}),
    Row("api_organisations", 200, 405),
    Row("api_organisation", 200, 405, {"id": "organisation_id"}),
    Row("api_municipalities", 200, 405),
    Row("api_terms", 200, 405),
    Row("api_unknown", 404, 405),
    Row("interface", 200, 405),
    Row("feed", 200, 405),
    Row("home", 200, 405),
    Row("services", 200, 405),
    Row("service", 200, 405, {"slug": "service"}),
    Row("organisations", 200, 405),
    Row("organisation", 200, 405, {"slug": "organisation"}),
    Row("advice", 200, 405),
    Row("about", 200, 405),
    Row("accessibility", 200, 405),
    Row("privacy", 200, 405),
    Row("styleguide", 404, 405),
)
