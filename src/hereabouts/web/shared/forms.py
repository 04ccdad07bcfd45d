"""What forms share."""

from django.http import HttpRequest, QueryDict


def sent_by(request: HttpRequest) -> QueryDict | None:
    """Give what was sent, so that a form is bound exactly when it was: an empty one that was sent has errors to show."""
    return request.POST if request.method == "POST" else None
