"""Addresses for signing in and for the administrator."""

from django.urls import path

from hereabouts.web.office import sign_in

urlpatterns = [
    path("sign-in/", sign_in.enter, name="account_login"),
    path("sign-in/demo/", sign_in.choose, name="demo-chooser"),
    path("sign-out/", sign_in.leave, name="account_logout"),
]
