from django.urls import path

from turnabout.monitoring.web import views

app_name = "monitoring"
urlpatterns = [
    path("cohorts/<uuid:cohort>/equality/", views.Questions.as_view(), name="form"),
    path("cohorts/<uuid:cohort>/equality/thank-you/", views.Done.as_view(), name="done"),
    path("cohorts/<uuid:cohort>/equality/take-back/", views.TakeBack.as_view(), name="take_back"),
]
