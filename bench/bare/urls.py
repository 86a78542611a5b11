from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from bench.bare.models import Entry


def entries(request: HttpRequest) -> HttpResponse:
    return render(request, "bare/entries.html", {"entries": Entry.objects.order_by("-written_at")[:20]})


urlpatterns = [path("", entries)]
