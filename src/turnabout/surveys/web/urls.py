from django.urls import path

from turnabout.surveys.web import answering, keeping

app_name = "surveys"
urlpatterns = [
    path("questionnaires/<uuid:id>/", answering.About.as_view(), name="about"),
    path("questionnaires/<uuid:id>/answer/", answering.GiveAnswers.as_view(), name="answer"),
    path("questionnaires/<uuid:id>/received/", answering.Received.as_view(), name="received"),
    path("questionnaires/<uuid:id>/take-back/", answering.TakeBack.as_view(), name="take_back"),
    path("cohorts/<uuid:id>/questionnaire/", keeping.Overview.as_view(), name="overview"),
    path("cohorts/<uuid:id>/questionnaire/plan/", keeping.PlanIt.as_view(), name="plan"),
    path("questionnaires/<uuid:id>/send/", keeping.Send.as_view(), name="send"),
    path("questionnaires/<uuid:id>/close/", keeping.Close.as_view(), name="close"),
    path("questionnaires/<uuid:id>/open-box/", keeping.OpenBox.as_view(), name="open_box"),
]
