from django.urls import path

from turnabout.applications.web.views import any_time, begin, experience, form, grades, leaders, link, roles, standing

app_name = "applications"
urlpatterns = [
    path("programmes/<slug:programme>/<slug:cohort>/apply/<slug:role>/", begin.Begin.as_view(), name="begin"),
    path("applications/<uuid:pk>/", standing.Standing.as_view(), name="standing"),
    path("applications/<uuid:pk>/form/", form.TaskList.as_view(), name="task_list"),
    path("applications/<uuid:pk>/form/<slug:section>/", form.OneSection.as_view(), name="section"),
    path("applications/<uuid:pk>/form/<slug:section>/keep/", form.AutoKeep.as_view(), name="keep"),
    path("applications/<uuid:pk>/check/", form.Check.as_view(), name="check"),
    path("applications/<uuid:pk>/sent/", standing.Sent.as_view(), name="sent"),
    path("applications/<uuid:pk>/change/", standing.Reopen.as_view(), name="reopen"),
    path("applications/<uuid:pk>/withdraw/", standing.Withdraw.as_view(), name="withdraw"),
    path("applications/<uuid:pk>/start-again/", standing.StartAgain.as_view(), name="start_again"),
    path("applications/<uuid:pk>/other-form/", standing.OtherForm.as_view(), name="other_form"),
    path("applications/<uuid:pk>/lived-experience/", experience.Offer.as_view(), name="experience"),
    path("applications/<uuid:pk>/lived-experience/take-back/", experience.TakeBack.as_view(), name="take_back"),
    path("applications/<uuid:pk>/my-own-life/", any_time.Identity.as_view(), name="identity"),
    path("applications/<uuid:pk>/any-time/<slug:section>/", any_time.AnyTime.as_view(), name="any_time"),
    path("applications/<uuid:pk>/either-role/", roles.Either.as_view(), name="either"),
    path("applications/<uuid:pk>/place/", roles.Place.as_view(), name="place"),
    path("organisations/<uuid:organisation>/grades/", grades.Grades.as_view(), name="grades"),
    path("grades/<uuid:pk>/remove/", grades.Unmap.as_view(), name="unmap_grade"),
    path("applications/<uuid:pk>/sharing/", experience.Sharing.as_view(), name="sharing"),
    path("applications/<uuid:pk>/sharing/off-limits/", experience.Boundaries.as_view(), name="boundaries"),
    path("cohorts/<uuid:cohort>/leaders/", leaders.Leaders.as_view(), name="leaders"),
    path("cohorts/<uuid:cohort>/leaders/name/", leaders.NameLeader.as_view(), name="name_leader"),
    path("leaders/<uuid:pk>/new-link/", leaders.NewLink.as_view(), name="new_link"),
    path("confirm/thank-you/", link.Thanks.as_view(), name="leader_thanks"),
    path("confirm/said-no/", link.SaidNo.as_view(), name="leader_said_no"),
    path("confirm/<str:token>/", link.Confirm.as_view(), name="leader"),
    path("confirm/<str:token>/no/", link.SayNo.as_view(), name="leader_no"),
]
