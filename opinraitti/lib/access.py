"""Who may open a page. The house is closed by default (`ClosedByDefaultMiddleware`): a public view says so itself."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe


class ClosedByDefaultMiddleware(LoginRequiredMiddleware):
    """Django's, without asking who reads a public page: its answer costs no session and need not vary by cookies."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if getattr(view_func, "login_required", True):
            return super().process_view(request, view_func, view_args, view_kwargs)
        return None


def public_page(view):
    """A page anyone may read: GET and HEAD only, no sign-in; the browser may keep it but must ask again.

    `ConditionalGetMiddleware` gives the ETag that answers the asking with 304.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if "Cache-Control" not in response:
            patch_cache_control(response, public=True, no_cache=True)
            # The list answers htmx with a part of itself at the same address.
            patch_vary_headers(response, ["HX-Request"])
        return response

    return login_not_required(require_safe(answer))
