from django.urls import path

from turnabout.partnerships.web import keeping, ours

app_name = "partnerships"
urlpatterns = [
    path("our-pair/<uuid:partnership>/", ours.Pair.as_view(), name="pair"),
    path("our-pair/<uuid:partnership>/agreement/", ours.Agreement.as_view(), name="agreement"),
    path("our-pair/<uuid:partnership>/sign/", ours.Sign.as_view(), name="sign"),
    path("our-pair/<uuid:partnership>/propose/", ours.Propose.as_view(), name="propose"),
    path("our-pair/<uuid:partnership>/end/", ours.End.as_view(), name="end"),
    path("our-pair/meetings/<uuid:meeting>/accept/", ours.Accept.as_view(), name="accept"),
    path("our-pair/meetings/<uuid:meeting>/decline/", ours.Decline.as_view(), name="decline"),
    path("our-pair/meetings/<uuid:meeting>/held/", ours.Held.as_view(), name="held"),
    path("our-pair/meetings/<uuid:meeting>/missed/", ours.Missed.as_view(), name="missed"),
    path("our-pair/meetings/<uuid:meeting>/cancel/", ours.Cancel.as_view(), name="cancel"),
    path("cohorts/<uuid:cohort>/pairs/", keeping.Overview.as_view(), name="overview"),
    path("cohorts/<uuid:cohort>/pairs/complete/", keeping.Complete.as_view(), name="complete"),
    path("cohorts/<uuid:cohort>/pairs/<uuid:partnership>/end/", keeping.EndForThem.as_view(), name="end_for_them"),
]
