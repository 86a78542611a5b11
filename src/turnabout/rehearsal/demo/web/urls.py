from django.urls import path

from turnabout.rehearsal.demo.web import pages

app_name = "demo"
urlpatterns = [
    path("", pages.Cast.as_view(), name="cast"),
    path("sign-in/<slug:key>/", pages.SignIn.as_view(), name="sign_in"),
]
