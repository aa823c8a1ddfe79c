"""Who may open a page. The house is closed by default (`ClosedByDefaultMiddleware`): a public view says so itself
(`public_page`), a page of the work area names the permission it asks for (`requires`)."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.cache import never_cache
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


def requires(*permissions):
    """A page of the work area: for a signed-in actor who holds at least one of the permissions; others get 403.

    Whose rows they are is the view's affair: what the actor may not know of is not found (404). Nothing of it is kept
    by browsers or proxies: on a shared machine Back must not show it after signing out.
    """

    def decorate(view):
        @wraps(view)
        def answer(request, *args, **kwargs):
            if not any(request.actor.may(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        answer.permissions = permissions
        return never_cache(answer)

    return decorate
