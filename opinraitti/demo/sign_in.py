"""“Kokeile roolia”: signs a visitor of the demo in as one of its people, without a password."""

from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from network.accounts.second_factor import note_second_factor
from network.models import User
from opinraitti.checks import holds_demo_data
from opinraitti.demo.people import ADDRESS_END
from opinraitti.lib.text import clean


@login_not_required
@require_POST
def try_role(request):
    """`/demo/rooli/`: this address exists in demo mode only (`opinraitti.demo_urls`)."""
    if not holds_demo_data():
        raise Http404
    people = User.objects.filter(is_active=True, email__endswith=ADDRESS_END)
    person = get_object_or_404(people, email=clean(request.POST.get("account")))
    if request.user.is_authenticated:
        logout(request)
    login(request, person)
    note_second_factor(request, person, "demo")
    return redirect("desk")
