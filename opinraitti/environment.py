"""Reads the environment into values the settings can trust, or says in one sentence what to mend."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

ENVIRONMENTS = ("demo", "development", "production")
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}
MINIMUM_SECRET = 50
# What of `amr` or `acr` counts as a second factor unless told: RFC 8176, Entra ID, OpenID EAP and REFEDS.
MFA_VALUES = "mfa,otp,hwk,fido,sc,ngcmfa,phr,phrh,https://refeds.org/profile/mfa"


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list; empty parts are dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def flag(name: str, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value in _TRUE | _FALSE:
        return value in _TRUE
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not “{value}”.")


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if value.isdecimal():
        return int(value)
    raise ImproperlyConfigured(f"{name} must be a whole number, not “{value}”.")


def choice(name: str, choices: tuple[str, ...], default: str) -> str:
    value = text(name, default)
    if value in choices:
        return value
    raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not “{value}”.")


def single_sign_on(production: bool) -> dict | None:
    """What `OIDC_…` tell of the organisations' own sign-in; None when they tell nothing."""
    needed = {name: text(name) for name in ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")}
    missing = [name for name, value in needed.items() if not value]
    if len(missing) == len(needed):
        return None
    if missing:
        raise ImproperlyConfigured(f"Single sign-on needs {', '.join(needed)}, or none of them: {', '.join(missing)} is missing.")
    issuer, client_id, secret = needed.values()
    address = urlsplit(issuer)
    here = not production and address.scheme == "http" and address.hostname in ("localhost", "127.0.0.1", "::1")
    whole = address.hostname and not (address.query or address.fragment or "/.well-known" in address.path)
    if not (whole and (here or address.scheme == "https")):
        raise ImproperlyConfigured(
            "OIDC_ISSUER must be the provider's own https address without /.well-known and without a query, for example "
            f"https://login.microsoftonline.com/TENANT/v2.0, not “{issuer}”."
        )
    values = words("OIDC_MFA_VALUES", MFA_VALUES)
    return {"issuer": issuer, "client_id": client_id, "secret": secret, "name": text("OIDC_NAME"), "mfa_values": values}


def environment() -> str:
    """`OPINRAITTI_ENV`: demo, development (the default) or production."""
    return choice("OPINRAITTI_ENV", ENVIRONMENTS, "development")


def secret_key(env: str, var: Path) -> str:
    """`SECRET_KEY`; outside production a key is made once and kept in `var/secret_key` (mode 600)."""
    key = text("SECRET_KEY")
    if env == "production":
        if len(key) < MINIMUM_SECRET or len(set(key)) < 10 or key.startswith("django-insecure"):
            raise ImproperlyConfigured(
                f"Production needs a SECRET_KEY of at least {MINIMUM_SECRET} random characters: make one with "
                '`python -c "import secrets; print(secrets.token_urlsafe(50))"` and keep it out of the repository.'
            )
        return key
    return key or _kept_secret(var / "secret_key")


def _kept_secret(path: Path) -> str:
    """Makes the file whole or not at all: of two processes that start at once, both read the same key."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
