"""What a person had typed when the session ended: kept for the next sign-in, then gone."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ParkedForm(models.Model):
    """One a person, the latest; sealed, so that a copy of the database does not tell what was typed."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="parked_form")
    sealed = models.TextField()
    parked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("kesken jäänyt lomake")
        verbose_name_plural = _("kesken jääneet lomakkeet")

    def __str__(self):
        return f"#{self.pk}"
