from django.urls import path

from turnabout.rehearsal.dress.web import pages

app_name = "dress"
urlpatterns = [
    path("cohorts/<uuid:cohort>/rehearsal/", pages.Timeline.as_view(), name="rehearsal"),
    path("cohorts/<uuid:cohort>/rehearsal/begin/", pages.Begin.as_view(), name="begin"),
    path("cohorts/<uuid:cohort>/rehearsal/<uuid:sent>/", pages.OneMessage.as_view(), name="message"),
]
