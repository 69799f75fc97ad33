"""What kind of answer somebody wants."""

from django.http import HttpRequest


def wants_json(request: HttpRequest) -> bool:
    """Our scripts do; a browser wants a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
