"""Addresses of the public pages."""

from django.urls import path

from claims.public.corrections import corrections

app_name = "public"

urlpatterns = [path("corrections/", corrections, name="corrections")]
