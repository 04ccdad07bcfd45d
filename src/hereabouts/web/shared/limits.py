"""How much one address may send in a while: enough for a library full of people, too little to flood or to guess."""

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


@dataclass(frozen=True)
class Limit:
    """At most so many of something from one address; the count begins anew every so many minutes."""

    what: str
    most: int
    minutes: int

    def reached(self, request: HttpRequest) -> bool:
        """Say whether this address has done it so often already that it must wait."""
        return cache.get(self._key(request), 0) >= self.most

    def count(self, request: HttpRequest) -> None:
        """Count one more. Two at the same moment may be counted as one: it is a brake, not a sum."""
        key = self._key(request)
        cache.set(key, cache.get(key, 0) + 1, timeout=60 * self.minutes)

    def _key(self, request: HttpRequest) -> str:
        return f"{self.what}-{int(time.time() // (60 * self.minutes))}-{address(request)}"


def address(request: HttpRequest) -> str:
    """Give the address a request comes from. What a sender writes about itself counts only behind a proxy of ours."""
    told = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if settings.TRUSTED_PROXIES and len(told) >= settings.TRUSTED_PROXIES:
        return told[-settings.TRUSTED_PROXIES]
    return request.META.get("REMOTE_ADDR", "")
