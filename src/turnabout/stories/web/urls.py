from django.urls import path

from turnabout.stories.web import views

app_name = "stories"
urlpatterns = [
    path("cohorts/<uuid:cohort>/testimonials/", views.List.as_view(), name="list"),
    path("cohorts/<uuid:cohort>/testimonials/new/", views.New.as_view(), name="new"),
    path("testimonials/<uuid:testimonial>/publish/", views.Publish.as_view(), name="publish"),
    path("testimonials/<uuid:testimonial>/take-back/", views.TakeBack.as_view(), name="take_back"),
]
