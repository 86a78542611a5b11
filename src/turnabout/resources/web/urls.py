from django.urls import path

from turnabout.resources.web import views

app_name = "resources"
urlpatterns = [
    path("cohorts/<uuid:cohort>/library/", views.List.as_view(), name="list"),
    path("library/<uuid:resource>/remove/", views.Remove.as_view(), name="remove"),
    path("conversations/", views.Conversations.as_view(), name="conversations"),
]
