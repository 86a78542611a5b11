from django.urls import path

from turnabout.home.web import help, keeping, mine, public

app_name = "home"
urlpatterns = [
    path("", public.Front.as_view(), name="front"),
    path("start/", mine.Start.as_view(), name="start"),
    path("programmes/<slug:programme>/<slug:cohort>/", public.Public.as_view(), name="public"),
    path("cohorts/<uuid:cohort>/", keeping.Day.as_view(), name="day"),
    path("cohorts/<uuid:cohort>/preview/", keeping.Preview.as_view(), name="preview"),
    path("my-mentoring/", mine.MyMentoring.as_view(), name="my_mentoring"),
    path("my-mentoring/<uuid:participation>/", mine.Mine.as_view(), name="mine"),
    path("help/", help.Help.as_view(), name="help"),
    path("privacy/", help.Privacy.as_view(), name="privacy"),
    path("accessibility/", help.Accessibility.as_view(), name="accessibility"),
]
