from django.urls import path

from turnabout.selection.web import views

app_name = "selection"
urlpatterns = [
    path("cohorts/<uuid:cohort>/shortlist/", views.Shortlist.as_view(), name="shortlist"),
    path("cohorts/<uuid:cohort>/shortlist/<uuid:application>/", views.Decide.as_view(), name="decide"),
    path("cohorts/<uuid:cohort>/shortlist/<uuid:application>/place/", views.OfferPlace.as_view(), name="offer_place"),
    path("cohorts/<uuid:cohort>/letters/", views.Release.as_view(), name="release"),
    path("cohorts/<uuid:cohort>/people/", views.People.as_view(), name="people"),
    path("cohorts/<uuid:cohort>/graduation/", views.Graduation.as_view(), name="graduation"),
    path("applications/<uuid:application>/decision/", views.MyDecision.as_view(), name="my_decision"),
    path("my-place/<uuid:participation>/stop/", views.Stop.as_view(), name="stop"),
    path("my-place/<uuid:participation>/exempt/", views.Exempt.as_view(), name="exempt"),
]
