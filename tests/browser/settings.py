"""The demo's own settings, and besides its addresses one that fails on purpose."""

from opinraitti.settings import *  # noqa: F403 all of them, but for what follows

ROOT_URLCONF = "tests.browser.urls"
