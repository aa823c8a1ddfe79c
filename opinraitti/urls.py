"""Every address of the portal. Paths stay Finnish in all languages; the default language has no prefix."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from opinraitti.pages import desk, health, home, machines, organisations, people, profile, sent_mail, trace, vocabularies

handler400 = "opinraitti.pages.errors.bad_request"
handler403 = "opinraitti.pages.errors.forbidden"
handler404 = "opinraitti.pages.errors.not_found"
handler429 = "network.accounts.limits.too_many"
handler500 = "opinraitti.pages.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", machines.sitemap_part, name="sitemap_part"),
    path("", include("services.api.urls")),
    *i18n_patterns(
        path("", home.home, name="home"),
        path("", include("services.urls")),
        path("toimijat/", organisations.organisation_list, name="organisations"),
        path("toimijat/<slug:slug>/", organisations.organisation_page, name="organisation"),
        path("kysy-neuvoa/", home.advice, name="advice"),
        path("tietoa/", home.about, name="about"),
        path("saavutettavuus/", home.accessibility, name="accessibility"),
        path("tietosuoja/", home.privacy, name="privacy"),
        path("rajapinta/", machines.interface, name="interface"),
        path("tyyliopas/", home.styleguide, name="styleguide"),
        path("tyopoyta/", desk.desk, name="desk"),
        path("tyopoyta/vaihda/", desk.switch, name="switch"),
        path("tyopoyta/oikeudet/", desk.policy, name="policy"),
        path("loki/", trace.events, name="trace"),
        path("loki/katselut/", trace.who_looked, name="trace_reads"),
        path("viestit/", sent_mail.sent_mail, name="sent_mail"),
        path("viestit/<int:pk>/uudelleen/", sent_mail.send_again, name="send_mail_again"),
        *([path("sanastot/", vocabularies.site.urls)] if settings.VOCABULARY_ADMIN else []),
        path("tili/profiili/", profile.profile, name="profile"),
        path("ihmiset/", people.people, name="people"),
        path("ihmiset/<int:pk>/", people.person, name="person"),
        path("", include("network.accounts.urls")),
        path("", include("network.reviewing.urls")),
        path("", include("network.members.urls")),
        prefix_default_language=False,
    ),
]
