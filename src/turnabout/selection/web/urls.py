from django.urls import path

from turnabout.selection.web.views import crosssection, letters, people, reserve, shortlist

app_name = "selection"
SHORTLIST, LETTERS, PLACES = (f"cohorts/<uuid:cohort>/{part}" for part in ("shortlist", "letters", "places"))
urlpatterns = [
    path(f"{SHORTLIST}/", shortlist.Shortlist.as_view(), name="shortlist"),
    path(f"{SHORTLIST}/<uuid:application>/", shortlist.Decide.as_view(), name="decide"),
    path(f"{SHORTLIST}/<uuid:application>/undo/", shortlist.TakeBack.as_view(), name="take_back"),
    path(f"{SHORTLIST}/<uuid:application>/place/", reserve.OfferPlace.as_view(), name="offer_place"),
    path(f"{LETTERS}/", letters.Release.as_view(), name="release"),
    path(f"{LETTERS}/<uuid:application>/", letters.EditLetter.as_view(), name="edit_letter"),
    path(f"{LETTERS}/<uuid:application>/standard/", letters.StandardLetter.as_view(), name="standard_letter"),
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
