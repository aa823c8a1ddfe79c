"""The portal's addresses and, above them, those of the demo: the settings choose this file in demo mode only."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from opinraitti.demo import mailbox, sign_in
from opinraitti.urls import handler400, handler403, handler404, handler429, handler500
from opinraitti.urls import urlpatterns as portal

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

urlpatterns = [
    *portal,
    *i18n_patterns(
        path("demo/rooli/", sign_in.try_role, name="demo_role"),
        path("demo/posti/", mailbox.mailbox, name="demo_mailbox"),
        path("demo/posti/<slug:key>/", mailbox.read, name="demo_letter"),
        prefix_default_language=False,
    ),
]
