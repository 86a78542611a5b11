from django.urls import path

from turnabout.training.web import arranging, calendars, keeping, mine, open_sessions, registers

app_name = "training"
urlpatterns = [
    path("programmes/<slug:programme>/<slug:cohort>/questions/", open_sessions.Questions.as_view(), name="questions"),
    path(
        "programmes/<slug:programme>/<slug:cohort>/questions/calendar.ics",
        open_sessions.QuestionsCalendar.as_view(),
        name="questions_calendar",
    ),
    path("calendar/<slug:secret>.ics", calendars.Feed.as_view(), name="feed"),
    path("my-sessions/calendar/", calendars.OwnCalendar.as_view(), name="calendar"),
    path("my-sessions/calendar/address/", calendars.MakeAddress.as_view(), name="make_address"),
    path("my-sessions/calendar/stop/", calendars.EndAddress.as_view(), name="end_address"),
    path("my-sessions/<uuid:participation>/", mine.Mine.as_view(), name="mine"),
    path("my-sessions/<uuid:participation>/choose/<slug:group>/", mine.Choose.as_view(), name="choose"),
    path("my-sessions/<uuid:participation>/cancel/<uuid:booking>/", mine.Cancel.as_view(), name="cancel"),
    path("my-sessions/<uuid:participation>/here/<uuid:session>/", registers.Here.as_view(), name="here"),
    path("my-sessions/<uuid:participation>/needs/<uuid:booking>/", arranging.MyNeeds.as_view(), name="my_needs"),
    path(
        "cohorts/<uuid:cohort>/sessions/<uuid:session>/arrange/<uuid:arrangement>/",
        arranging.Settle.as_view(),
        name="settle",
    ),
    path(
        "cohorts/<uuid:cohort>/sessions/<uuid:session>/arrange/<uuid:arrangement>/who/",
        arranging.HandOver.as_view(),
        name="hand_over",
    ),
    path("my-sessions/<uuid:participation>/wait/<uuid:session>/", mine.JoinLine.as_view(), name="join_line"),
    path("my-sessions/<uuid:participation>/stop-waiting/<uuid:waiting>/", mine.LeaveLine.as_view(), name="leave_line"),
    path("cohorts/<uuid:cohort>/sessions/", keeping.Sessions.as_view(), name="sessions"),
    path("cohorts/<uuid:cohort>/sessions/plan/", keeping.Plan.as_view(), name="plan"),
    path("cohorts/<uuid:cohort>/sessions/add/", keeping.Add.as_view(), name="add"),
    path("cohorts/<uuid:cohort>/sessions/questions/", open_sessions.PlanOpen.as_view(), name="plan_open"),
    path("cohorts/<uuid:cohort>/sessions/untrained/", keeping.Untrained.as_view(), name="untrained"),
    path("cohorts/<uuid:cohort>/sessions/needs/", keeping.Needs.as_view(), name="needs"),
    path("cohorts/<uuid:cohort>/sessions/<uuid:session>/", keeping.OneSession.as_view(), name="session"),
    path("cohorts/<uuid:cohort>/sessions/<uuid:session>/change/", keeping.Change.as_view(), name="change"),
    path(
        "cohorts/<uuid:cohort>/sessions/<uuid:session>/questions/",
        open_sessions.ChangeOpen.as_view(),
        name="change_open",
    ),
    path("cohorts/<uuid:cohort>/sessions/<uuid:session>/call-off/", keeping.CallOff.as_view(), name="call_off"),
    path("cohorts/<uuid:cohort>/sessions/<uuid:session>/register/", registers.Register.as_view(), name="register"),
    path("cohorts/<uuid:cohort>/sessions/<uuid:session>/code/", registers.Code.as_view(), name="code"),
]
