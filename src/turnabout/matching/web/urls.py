from django.urls import path

from turnabout.matching.web import forecast, holding, views

app_name = "matching"
urlpatterns = [
    path("cohorts/<uuid:cohort>/matching/", views.Overview.as_view(), name="overview"),
    path("cohorts/<uuid:cohort>/matching/forecast/", forecast.Forecast.as_view(), name="forecast"),
    path("cohorts/<uuid:cohort>/matching/run/", views.Run.as_view(), name="run"),
    path("cohorts/<uuid:cohort>/matching/waiting/", holding.Holds.as_view(), name="holds"),
    path("waiting/<uuid:participation>/", holding.HoldOne.as_view(), name="hold"),
    path("waiting/<uuid:participation>/let-in/", holding.LetIn.as_view(), name="let_in"),
    path("rounds/<uuid:round>/publish/", views.Publish.as_view(), name="publish"),
    path("rounds/<uuid:round>/discard/", views.Discard.as_view(), name="discard"),
    path("pairs/<uuid:pair>/close/", views.Close.as_view(), name="close"),
    path("pairs/<uuid:pair>/answer/", views.Answer.as_view(), name="answer"),
]
