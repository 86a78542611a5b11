from django.urls import path

from turnabout.selection.web.views import assessing, crosssection, letters, panel, people, reserve, shortlist

app_name = "selection"
SHORTLIST, LETTERS, PLACES, PANEL, ASSESSING = (
    f"cohorts/<uuid:cohort>/{part}" for part in ("shortlist", "letters", "places", "panel", "assessing")
)
urlpatterns = [
    path(f"{SHORTLIST}/", shortlist.Shortlist.as_view(), name="shortlist"),
    path(f"{SHORTLIST}/<uuid:application>/", shortlist.Decide.as_view(), name="decide"),
    path(f"{SHORTLIST}/<uuid:application>/undo/", shortlist.TakeBack.as_view(), name="take_back"),
    path(f"{SHORTLIST}/<uuid:application>/place/", reserve.OfferPlace.as_view(), name="offer_place"),
    path(f"{LETTERS}/", letters.Release.as_view(), name="release"),
    path(f"{LETTERS}/<uuid:application>/", letters.EditLetter.as_view(), name="edit_letter"),
    path(f"{LETTERS}/<uuid:application>/standard/", letters.StandardLetter.as_view(), name="standard_letter"),
    path(f"{PANEL}/", panel.PanelPage.as_view(), name="panel"),
    path(f"{PANEL}/settings/", panel.PanelSettings.as_view(), name="panel_settings"),
    path(f"{PANEL}/call-in/<uuid:person>/", panel.CallIn.as_view(), name="call_in"),
    path(f"{PANEL}/check/<uuid:application>/", panel.Check.as_view(), name="check"),
    path(f"{PANEL}/settle/<uuid:application>/", panel.Settle.as_view(), name="settle"),
    path(f"{ASSESSING}/", assessing.Assessing.as_view(), name="assessing"),
    path(f"{ASSESSING}/whom-i-know/", assessing.Declare.as_view(), name="declare"),
    path(f"{ASSESSING}/paper/", assessing.PaperOfMine.as_view(), name="assessing_paper"),
    path("assessing/<uuid:assessment>/", assessing.Assess.as_view(), name="assess"),
    path("assessing/<uuid:assessment>/hand-back/", assessing.HandBack.as_view(), name="hand_back"),
    path("assessing/<uuid:assessment>/reopen/", assessing.Reopen.as_view(), name="reopen"),
    path("cohorts/<uuid:cohort>/applied/", crosssection.CrossSection.as_view(), name="cross_section"),
    path("cohorts/<uuid:cohort>/reserve/", reserve.ReserveList.as_view(), name="reserve"),
    path(f"{PLACES}/<slug:group>/", reserve.FreePlace.as_view(), name="free_place"),
    path(f"{PLACES}/<slug:group>/leave/", reserve.LeaveFree.as_view(), name="leave_free"),
    path("cohorts/<uuid:cohort>/people/", people.People.as_view(), name="people"),
    path("cohorts/<uuid:cohort>/graduation/", people.Graduation.as_view(), name="graduation"),
    path("applications/<uuid:application>/decision/", people.MyDecision.as_view(), name="my_decision"),
    path("my-place/<uuid:participation>/stop/", people.Stop.as_view(), name="stop"),
    path("my-place/<uuid:participation>/exempt/", people.Exempt.as_view(), name="exempt"),
]
