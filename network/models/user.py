"""The person who signs in. Accounts, roles and memberships rest on this row."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields):
        """A user who signs in by `email`; without a password only other ways of signing in work."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """Signs in by e-mail; upper and lower case are the same address."""

    email = models.EmailField(_("sähköposti"), max_length=254, unique=True)
    name = models.CharField(_("nimi"), max_length=150, blank=True)
    language = models.CharField(_("kieli"), max_length=10, default="fi")
    phone = models.CharField(_("työpuhelin"), max_length=30, blank=True)
    speaks = models.JSONField(_("kielet, joilla palvelen"), default=list, blank=True)
    # An account nobody uses is closed; first its person is told.
    closing_noticed_at = models.DateTimeField(_("sulkemisesta kerrottu"), null=True, blank=True)
    is_active = models.BooleanField(_("käytössä"), default=True)
    is_staff = models.BooleanField(_("pääkäyttäjä"), default=False)
    date_joined = models.DateTimeField(_("luotu"), default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = _("käyttäjä")
        verbose_name_plural = _("käyttäjät")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("Tällä sähköpostiosoitteella on jo käyttäjätili."),
            )
        ]

    def __str__(self):
        return self.name or f"#{self.pk}"

    @property
    def audit_name(self) -> str:
        return f"user:{self.pk}"
