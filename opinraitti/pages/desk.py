"""The working desk: what waits for the person who has signed in."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.permissions import Permission
from opinraitti.lib.access import requires


@require_safe
@requires(Permission.WORK)
def desk(request):
    """`/tyopoyta/`"""
    return render(request, "work/desk.html")
