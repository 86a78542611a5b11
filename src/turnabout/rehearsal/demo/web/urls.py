from django.urls import path

from turnabout.foundation.design.web.gallery import Gallery
from turnabout.rehearsal.demo.web import days, pages

app_name = "demo"
urlpatterns = [
    path("", pages.Cast.as_view(), name="cast"),
    path("components/", Gallery.as_view(), name="gallery"),
    path("day/", days.AnotherDay.as_view(), name="day"),
    path("line-manager/", pages.OpenLink.as_view(), name="line_manager"),
    path("moving/", days.Moving.as_view(), name="moving"),
    path("start-again/", days.StartAgain.as_view(), name="start_again"),
    path("sign-in/<slug:key>/", pages.SignIn.as_view(), name="sign_in"),
]
