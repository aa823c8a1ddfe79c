from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = "Verkosto"

    def ready(self):
        """Connects the receivers of the sign-in signals."""
        from network.accounts import sign_ins  # noqa: F401 it listens to sign-ins from its import on
