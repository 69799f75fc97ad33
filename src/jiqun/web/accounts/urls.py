"""Addresses of the pages for units and their people."""

from django.urls import path

from jiqun.web.accounts.views import (
    districts,
    invitations,
    operators,
    passwords,
    people,
    registration,
    second_factor,
    signing_in,
)

urlpatterns = [
    path("login/", signing_in.sign_in, name="login"),
    path("logout/", signing_in.sign_out, name="logout"),
    path("session/", signing_in.session, name="session"),
    path("second-factor/", second_factor.second_factor, name="second_factor"),
    path("second-factor/codes/", second_factor.renew_recovery_codes, name="renew_recovery_codes"),
    path("second-factor/lift/", second_factor.lift_second_factor, name="lift_second_factor"),
    path("password/forgotten/", passwords.forgotten_password, name="forgotten_password"),
    path("password/new/<uidb64>/<token>/", passwords.new_password, name="new_password"),
    path("password/", passwords.change_password, name="change_password"),
    path("account/", passwords.account, name="account"),
    path("register/", registration.register, name="register"),
    path("application/", registration.application, name="application"),
    path("operators/", operators.operators, name="operators"),
    path("operators/<int:unit>/", operators.operator, name="operator"),
    path("operators/<int:unit>/admit/", operators.admit, name="admit"),
    path("operators/<int:unit>/refuse/", operators.refuse, name="refuse"),
    path("districts/", districts.districts, name="districts"),
    path("districts/<str:district>/", districts.set_up_district, name="set_up_district"),
    path("contact/", registration.contact, name="contact"),
    path("people/", people.people, name="people"),
    path("people/of/<int:unit>/", people.people_of, name="people_of"),
    path("people/<int:person>/role/", people.change_role, name="change_role"),
    path("people/<int:person>/deactivate/", people.deactivate, name="deactivate"),
    path("people/<int:person>/reactivate/", people.reactivate, name="reactivate"),
    path(
        "people/<int:person>/second-factor/lift/",
        people.lift_second_factor_of,
        name="lift_second_factor_of",
    ),
    path(
        "invitations/<int:invitation>/resend/",
        invitations.resend_invitation,
        name="resend_invitation",
    ),
    path(
        "invitations/<int:invitation>/revoke/",
        invitations.revoke_invitation,
        name="revoke_invitation",
    ),
    path("invitation/<str:secret>/", invitations.accept_invitation, name="accept_invitation"),
]
