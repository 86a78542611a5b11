from django.urls import path

from turnabout.cohorts.web.views import asked, lists, places, plan, ready, roles, setup, stage, words

app_name = "cohorts"
urlpatterns = [
    path("cohorts/", lists.List.as_view(), name="list"),
    path("cohorts/new/check/", setup.Check.as_view(), name="check"),
    path("cohorts/new/<slug:question>/", setup.New.as_view(), name="new"),
    path("cohorts/<uuid:cohort>/plan/", plan.Plan.as_view(), name="plan"),
    path("cohorts/<uuid:cohort>/plan/<slug:step>/", plan.ChangeDate.as_view(), name="change_date"),
    path("cohorts/<uuid:cohort>/words/", words.Words.as_view(), name="words"),
    path("cohorts/<uuid:cohort>/rules/", plan.Rules.as_view(), name="rules"),
    path("cohorts/<uuid:cohort>/roles/", roles.Roles.as_view(), name="roles"),
    path("cohorts/<uuid:cohort>/stage/<slug:move>/", stage.Stage.as_view(), name="stage"),
    path("cohorts/<uuid:cohort>/first-steps/", ready.FirstSteps.as_view(), name="first_steps"),
    path("cohorts/<uuid:cohort>/readiness/", ready.Readiness.as_view(), name="readiness"),
    path("cohorts/<uuid:cohort>/readiness/<slug:line>/", ready.Mark.as_view(), name="mark"),
    path("cohorts/<uuid:cohort>/data-protection/", ready.Assessment.as_view(), name="dpia"),
    path("cohorts/<uuid:cohort>/ask/<slug:kind>/", asked.NameFor.as_view(), name="name_for"),
    path("roles/<uuid:role>/letter/", asked.Letter.as_view(), name="letter"),
    path("roles/<uuid:role>/record/", asked.Record.as_view(), name="record"),
    path("roles/<uuid:role>/take-back/", asked.TakeBack.as_view(), name="take_back"),
    path("roles/<uuid:role>/asked/", asked.Asked.as_view(), name="asked"),
    path("roles/<uuid:role>/end/", roles.EndRole.as_view(), name="end_role"),
    path("organisations/", roles.Organisations.as_view(), name="organisations"),
    path("organisations/new/", roles.NewOrganisation.as_view(), name="new_organisation"),
    path("organisations/<uuid:organisation>/", roles.OneOrganisation.as_view(), name="organisation"),
    path("organisations/<uuid:organisation>/places/", places.Places.as_view(), name="places"),
    path("cohorts/<uuid:cohort>/organisations/", places.TakingPart.as_view(), name="taking_part"),
    path("programmes/new/", setup.NewProgramme.as_view(), name="new_programme"),
]
