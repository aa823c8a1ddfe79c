"""Pages and addresses that anyone may read."""

from tests.access.row import everyone

ROWS = (
    everyone("healthz"),
    everyone("readyz"),
    everyone("robots"),
    everyone("sitemap"),
    everyone("sitemap_part", kwargs={"section": "services"}),
    everyone("api"),
    everyone("api_bare"),
    everyone("api_openapi"),
    everyone("api_services"),
    everyone("api_service", kwargs={"id": "service_id"}),
    everyone("api_organisations"),
    everyone("api_organisation", kwargs={"id": "organisation_id"}),
    everyone("api_municipalities"),
    everyone("api_terms"),
    everyone("api_unknown", 404),
    everyone("interface"),
    everyone("feed"),
    everyone("home"),
    everyone("services"),
    everyone("service", kwargs={"slug": "service"}),
    everyone("organisations"),
    everyone("organisation", kwargs={"slug": "organisation"}),
    everyone("advice"),
    everyone("about"),
    everyone("accessibility"),
    everyone("privacy"),
    everyone("styleguide", 404),
)
