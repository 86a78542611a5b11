from django.urls import path

from turnabout.home.web import cases, help, keeping, kits, leading, mine, packs, public, seeing, who_sees, writing

app_name = "home"
urlpatterns = [
    path("", public.Front.as_view(), name="front"),
    path("start/", mine.Start.as_view(), name="start"),
    path("programmes/<slug:programme>/<slug:cohort>/", public.Public.as_view(), name="public"),
    path("programmes/<slug:programme>/<slug:cohort>/pack/<slug:reader>/", packs.Pack.as_view(), name="pack"),
    path(
        "programmes/<slug:programme>/<slug:cohort>/pack/<slug:reader>/pdf/", packs.PackFile.as_view(), name="pack_file"
    ),
    path("cohorts/<uuid:cohort>/", keeping.Day.as_view(), name="day"),
    path("cohorts/<uuid:cohort>/preview/", keeping.Preview.as_view(), name="preview"),
    path("cohorts/<uuid:cohort>/preview/pack/<slug:reader>/", packs.PackPreview.as_view(), name="pack_preview"),
    path(
        "cohorts/<uuid:cohort>/preview/pack/<slug:reader>/pdf/",
        packs.PackPreviewFile.as_view(),
        name="pack_preview_file",
    ),
    path("cohorts/<uuid:cohort>/kit/", kits.Kit.as_view(), name="kit"),
    path("cohorts/<uuid:cohort>/kit/poster.pdf", kits.Poster.as_view(), name="poster"),
    path("cohorts/<uuid:cohort>/kit/qr.svg", kits.QrDrawing.as_view(), name="qr_drawing"),
    path("cohorts/<uuid:cohort>/kit/qr.png", kits.QrPicture.as_view(), name="qr_picture"),
    path("cohorts/<uuid:cohort>/kit/newsletter/", kits.Newsletter.as_view(), name="newsletter"),
    path("cohorts/<uuid:cohort>/kit/newsletter/<slug:text>.txt", kits.NewsletterFile.as_view(), name="newsletter_file"),
    path("cohorts/<uuid:cohort>/passages/", writing.PassagesOf.as_view(), name="passages"),
    path("cohorts/<uuid:cohort>/passages/<slug:passage>/", writing.Passage.as_view(), name="passage"),
    path("cohorts/<uuid:cohort>/agreement/", keeping.Agreement.as_view(), name="agreement"),
    path("cohorts/<uuid:cohort>/cases/", cases.Cases.as_view(), name="cases"),
    path("our-organisation/<uuid:organisation>/", leading.OurOrganisation.as_view(), name="our_organisation"),
    path("my-mentoring/", mine.MyMentoring.as_view(), name="my_mentoring"),
    path("my-mentoring/<uuid:participation>/", mine.Mine.as_view(), name="mine"),
    path("applications/<uuid:pk>/see-as/<slug:reader>/", seeing.SeeAs.as_view(), name="see_as"),
    path("applications/<uuid:pk>/who-can-see/", who_sees.WhoSees.as_view(), name="who_sees"),
    path("help/", help.Help.as_view(), name="help"),
    path("privacy/", help.Privacy.as_view(), name="privacy"),
    path("accessibility/", help.Accessibility.as_view(), name="accessibility"),
]
