from django.urls import path

from turnabout.importing.web import views

app_name = "importing"
urlpatterns = [
    path("cohorts/<uuid:cohort>/import/", views.Uploads.as_view(), name="list"),
    path("cohorts/<uuid:cohort>/import/<slug:kind>/", views.TakeIn.as_view(), name="take_in"),
    path("imports/<uuid:upload>/", views.Rows.as_view(), name="rows"),
    path("imports/<uuid:upload>/columns/", views.Columns.as_view(), name="columns"),
    path("imports/<uuid:upload>/to-mend.csv", views.ToMend.as_view(), name="to_mend"),
    path("imports/<uuid:upload>/import/", views.Begin.as_view(), name="begin"),
    path("imports/<uuid:upload>/ask/", views.Invite.as_view(), name="invite"),
    path("imports/<uuid:upload>/drop/", views.Drop.as_view(), name="drop"),
]
