from django.urls import path

from turnabout.reporting.web import views

app_name = "reporting"
urlpatterns = [
    path("reports/", views.Shelf.as_view(), name="shelf"),
    path("reports/<uuid:id>/", views.Read.as_view(), name="read"),
    path("reports/<uuid:id>/release/", views.Release.as_view(), name="release"),
    path("cohorts/<uuid:id>/report/", views.Overview.as_view(), name="overview"),
    path("cohorts/<uuid:id>/report/draft/", views.Draft.as_view(), name="draft"),
]
