from django.urls import path

from turnabout.matching.web import views

app_name = "matching"
urlpatterns = [
    path("cohorts/<uuid:cohort>/matching/", views.Rounds.as_view(), name="rounds"),
    path("cohorts/<uuid:cohort>/matching/run/", views.Run.as_view(), name="run"),
    path("rounds/<uuid:round>/publish/", views.Publish.as_view(), name="publish"),
    path("rounds/<uuid:round>/discard/", views.Discard.as_view(), name="discard"),
    path("pairs/<uuid:pair>/answer/", views.Answer.as_view(), name="answer"),
]
