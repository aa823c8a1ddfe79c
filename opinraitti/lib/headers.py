"""Response headers that neither Django nor django-csp sets."""

from django.conf import settings

_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
    "fullscreen", "geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb",
)  # fmt: skip
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in _FEATURES)


class HeadersMiddleware:
    """Permissions-Policy, CORP; a demo also tells search engines to stay away. An answer to HEAD leaves without its body."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.DEMO:
            response.setdefault("X-Robots-Tag", "noindex, nofollow")
        if request.method == "HEAD" and not response.streaming:
            # Its length stays told; servers warn of a body that nobody may send.
            response.content = b""
        return response
