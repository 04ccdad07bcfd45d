"""What anybody may read, and send."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.web.shared.doors import anybody


@anybody
def start(request: HttpRequest) -> HttpResponse:
    """Say what this is, who runs it and how to take part."""
    return render(request, "public/start.html")


urlpatterns = [
    path("", start, name="start"),
]
