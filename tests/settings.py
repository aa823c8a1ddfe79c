"""The portal's own settings under an environment of the tests' making, not of the shell that runs them."""

import atexit
import os
import shutil
import tempfile

# What the caller's shell or the developer's var/ holds must not change what is tested. Only DATABASE_URL and
# OPINRAITTI_ANALYSER are the caller's.
_var = tempfile.mkdtemp(prefix="opinraitti-tests-")
atexit.register(shutil.rmtree, _var, ignore_errors=True)
for _name in list(os.environ):
    if _name.startswith(("ALLOWED_HOSTS", "SITE_URL", "TRUSTED_PROXY", "EMAIL_", "OIDC_", "SECRET_KEY", "VOCABULARY_ADMIN")):
        os.environ.pop(_name)
os.environ.update(OPINRAITTI_ENV="development", OPINRAITTI_VAR=_var, SECRET_KEY="a key for tests only, known to everyone")

from opinraitti.settings import *

MIDDLEWARE = ["tests.read_only.ReadOnlyGetMiddleware", *MIDDLEWARE]  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Files are served as they stand: no test waits for collectstatic.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
