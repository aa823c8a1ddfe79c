"""All settings, all from the environment; a bad value stops the start with a sentence that says what to do.

| variable | meaning |
| --- | --- |
| OPINRAITTI_ENV | demo, development (default) or production |
| DATABASE_URL | absent: SQLite in `var/`; sqlite:////abs/path; postgresql://user:password@host:port/name |
| SECRET_KEY | needed in production; elsewhere made once and kept in `var/` |
| SECRET_KEY_FALLBACKS | former keys, comma-separated: what they sealed is still read |
| ALLOWED_HOSTS | host names, comma-separated; needed in production |
| SITE_URL | the portal's public address, for links in mails; needed in production |
| OPINRAITTI_VAR | the folder of what the portal writes (`var/`) |
| TRUSTED_PROXY | 1 when a proxy in front sets X-Forwarded-Proto and X-Forwarded-For |
| OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET | single sign-on by OpenID Connect: all three, or none |
| OIDC_NAME, OIDC_MFA_VALUES | the button's text; which `amr` or `acr` of the provider count as a second factor |
| VOCABULARY_ADMIN | 1 opens /sanastot/ to administrators; off in production unless asked for, on elsewhere |
| OPINRAITTI_ANALYSER | Finnish morphology: native (libvoikko), wheel (pyvoikko) or auto (default: native where it loads) |
| EMAIL_HOST, EMAIL_FROM | the mail server and the sender's address; needed in production |
| EMAIL_PORT, EMAIL_USER, EMAIL_PASSWORD | beside EMAIL_HOST; the port is 587 unless told |
| EMAIL_TLS | 0 when the mail server speaks without encryption; port 465 means TLS from the first byte |
"""

from pathlib import Path
from urllib.parse import quote

import dj_database_url
from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

from opinraitti import environment as env
from opinraitti import guessing

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = env.environment()
PRODUCTION, DEMO, DEBUG = (name == ENVIRONMENT for name in ("production", "demo", "development"))
VAR_DIR = Path(env.text("OPINRAITTI_VAR") or BASE_DIR / "var").resolve()
SECRET_KEY = env.secret_key(ENVIRONMENT, VAR_DIR)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")

# Without a word about hosts the portal answers this machine only: a forgotten OPINRAITTI_ENV shows nothing outside.
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
SITE_URL = env.text("SITE_URL", "" if PRODUCTION else "http://localhost:8000").rstrip("/")
if PRODUCTION and not (ALLOWED_HOSTS and SITE_URL):
    raise ImproperlyConfigured(
        "Production needs ALLOWED_HOSTS (for example opinraitti.fi) and SITE_URL (for example https://opinraitti.fi)."
    )

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "django_htmx",
    "i18nfield",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "post_office",
    "opinraitti",
    "network",
    "services",
]

MIDDLEWARE = [
    "opinraitti.lib.request_ids.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "opinraitti.lib.headers.HeadersMiddleware",
    "services.api.doorway.CrossOriginMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "opinraitti.lib.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "network.accounts.session_clock.SessionClockMiddleware",
    "network.actors.ActorMiddleware",
    "opinraitti.lib.access.ClosedByDefaultMiddleware",
    "network.accounts.enforcing.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Outside the transaction: what was shown is written down whether the request's own changes were kept or not.
    "opinraitti.lib.reads.ReadRecordMiddleware",
    "opinraitti.lib.transactions.TransactionMiddleware",
    # Inside the transaction: what allauth answers by an exception (sign in again) must not look like a failure there.
    "allauth.account.middleware.AccountMiddleware",
]

# The demo adds addresses of its own; elsewhere they do not exist.
ROOT_URLCONF = "opinraitti.demo_urls" if DEMO else "opinraitti.urls"
WSGI_APPLICATION = "opinraitti.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "opinraitti.pages.context.site",
                *(["opinraitti.demo.people.offered"] if DEMO else []),
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.cache", "opinraitti.templatetags.opinraitti"],
        },
    }
]

FORM_RENDERER = "opinraitti.lib.forms.Renderer"

# ------------------------------------------------------------------ database
DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL") or f"sqlite:///{quote(str(VAR_DIR / 'opinraitti.sqlite3'))}",
        conn_max_age=600,
        conn_health_checks=True,
    )
}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    if PRODUCTION:
        raise ImproperlyConfigured(
            "Production runs on PostgreSQL: set DATABASE_URL=postgresql://user:password@host:5432/name. "
            "SQLite is for demo and development (OPINRAITTI_ENV=demo)."
        )
    Path(_database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;",
    }
elif not _database["ENGINE"].endswith("postgresql"):
    raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:// or postgresql://.")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ------------------------------------------------------------------ people
AUTH_USER_MODEL = "network.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
        for name, options in {
            "UserAttributeSimilarityValidator": {"user_attributes": ("email", "name")},
            "CommonPasswordValidator": {},
        }.items()
    ),
    {"NAME": "network.accounts.passwords.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "network.accounts.passwords.GuessableWordsValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_ADAPTER, MFA_ADAPTER = "network.accounts.adapters.AccountAdapter", "network.accounts.adapters.MFAAdapter"
# Nobody signs up; but without `password1` among these allauth takes the password off the sign-in form.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
# Codes by mail are digits, easy on a phone: 1234-5678. Three tries each; the mail may take a while to come.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
PASSWORD_RESET_TIMEOUT = 3600
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Opinraitti"
# The code before and the code after are taken too: a phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1

SINGLE_SIGN_ON = env.single_sign_on(PRODUCTION)
SOCIALACCOUNT_ADAPTER = "network.accounts.single_sign_on.SocialAccountAdapter"
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED, SOCIALACCOUNT_REQUESTS_TIMEOUT = True, 4

# ------------------------------------------------------------------ languages
LANGUAGE_CODE = "fi"
LANG_INFO["fi-simple"] = {"bidi": False, "code": "fi-simple", "name": "Easy Finnish", "name_local": "Selkosuomi"}
LANGUAGES = [("fi", "Suomi"), ("fi-simple", "Selkosuomi"), ("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"

# ------------------------------------------------------------------ static files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
_storage = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _storage},
}

# ------------------------------------------------------------------ safety
# No nonces: they would change every answer and break ETag; so nothing inline, ever.
_nothing = ("default-src", "base-uri", "frame-ancestors", "object-src")
_own = ("script-src", "style-src", "img-src", "font-src", "connect-src", "manifest-src", "form-action")
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {name: [NONE] for name in _nothing} | {name: [SELF] for name in _own}}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 63_072_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SESSION_ENGINE = "network.accounts.session_store"
# The session ends by its clock (network.accounts.session_clock) and with the browser. The row stays for a day after its
# last request, so that what is sent too late can still be kept for its person.
SESSION_EXPIRE_AT_BROWSER_CLOSE, SESSION_COOKIE_AGE = True, 86_400
CSRF_FAILURE_VIEW = "network.accounts.late_forms.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-istunto" if PRODUCTION else "istunto"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
if env.flag("TRUSTED_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Of X-Forwarded-For the last hop alone is believed: the proxy's own word.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
# Limits on guessing are counted for all processes together: in the database. What a worker keeps for itself only saves work.
# There is room for many: a full cache drops a third of itself, and a count must not be washed out by other accounts' tries.
ACCOUNT_RATE_LIMITS, MFA_RATE_LIMITS = guessing.ACCOUNT, guessing.MFA
_worker_cache = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "opinraitti_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    "template_fragments": _worker_cache | {"LOCATION": "fragments"},
    "worker": _worker_cache | {"LOCATION": "worker"},
}

# ------------------------------------------------------------------ search
ANALYSER = env.choice("OPINRAITTI_ANALYSER", ("auto", "native", "wheel"), "auto")

# Vocabularies are edited in Django's admin: a second way in that production opens only when asked to.
VOCABULARY_ADMIN = env.flag("VOCABULARY_ADMIN", default=not PRODUCTION)

# ------------------------------------------------------------------ mail
# Every mail is a row of the outbox first (opinraitti.lib.mail); this is how `send_mail_queue` passes it on.
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD")
_encrypted = env.flag("EMAIL_TLS", default=True)
EMAIL_USE_SSL = _encrypted and EMAIL_PORT == 465
EMAIL_USE_TLS = _encrypted and not EMAIL_USE_SSL
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("EMAIL_FROM", "opinraitti@localhost")
if PRODUCTION and not (EMAIL_HOST and env.text("EMAIL_FROM")):
    raise ImproperlyConfigured(
        "Production needs EMAIL_HOST (for example mail.opinraitti.fi) and EMAIL_FROM (for example opinraitti@opinraitti.fi): "
        "invitations, sign-in codes and new passwords go by mail."
    )
if DEMO:
    EMAIL_BACKEND = "opinraitti.demo.letterbox.EmailBackend"
else:
    EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
# The library's own sending at once and by Celery stays off: `send_mail_queue` sends.
POST_OFFICE = {"CELERY_ENABLED": False}

# ------------------------------------------------------------------ log
# Times, levels and names of places in the code; never a query string, a body or a person.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {request_id} {name} {message}", "style": "{"}},
    "filters": {"request": {"()": "opinraitti.lib.request_ids.LogFilter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # Anybody can send a wrong Host header; the answer is 400 and no news.
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
