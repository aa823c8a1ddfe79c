"""The organisations that readers meet: what list, interface and sitemap show."""

from django.db.models import Count, Exists, OuterRef, Q

from network.enums import NetworkRole
from network.models import Organisation
from services.enums import ServiceStatus
from services.models import Service


def listed():
    """Members of the network, and any other organisation with a public service; with `service_count`."""
    has_services = Exists(Service.objects.public().filter(organisation=OuterRef("pk")))
    public = Count("services", filter=Q(services__status=ServiceStatus.PUBLISHED))
    return (
        Organisation.objects.public()
        .filter(~Q(network_role=NetworkRole.OUTSIDE) | has_services)
        .select_related("municipality")
        .annotate(service_count=public)
    )
