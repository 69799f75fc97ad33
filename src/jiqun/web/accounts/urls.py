"""Addresses of the pages for units and their people."""

from django.urls import path

from jiqun.web.accounts.views import desk, second_factor, signing_in

urlpatterns = [
    path("login/", signing_in.sign_in, name="login"),
    path("logout/", signing_in.sign_out, name="logout"),
    path("session/", signing_in.session, name="session"),
    path("second-factor/", second_factor.second_factor, name="second_factor"),
    path("second-factor/codes/", second_factor.renew_recovery_codes, name="renew_recovery_codes"),
    path("second-factor/lift/", second_factor.lift_second_factor, name="lift_second_factor"),
    path("desk/", desk.desk, name="desk"),
]
