"""The addresses of an organisation's members."""

urlpatterns = []
