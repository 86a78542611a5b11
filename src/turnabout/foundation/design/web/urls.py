"""The addresses for signing in: those of allauth that a site without passwords needs, and no others.

The names are allauth's, which looks its own pages up by them.
"""

from allauth.account import views as account
from django.urls import include, path

from turnabout.foundation.design.web.views import ToSignIn

urlpatterns = [
    path("sign-in/", account.request_login_code, name="account_request_login_code"),
    path("sign-in/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("new/", account.signup, name="account_signup"),
    path("new/code/", account.email_verification_sent, name="account_email_verification_sent"),
    path("sign-out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("devices/", include("allauth.usersessions.urls")),
    path("second-step/", include("allauth.mfa.urls")),
    path("sign-in/start/", ToSignIn.as_view(), name="account_login"),
    path("sign-in/again/", ToSignIn.as_view(), name="account_reauthenticate"),
    path("sign-in/help/", ToSignIn.as_view(), name="account_reset_password"),
    path("address/", ToSignIn.as_view(), name="account_email"),
]
