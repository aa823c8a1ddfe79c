"""The addresses of the reviews of access rights."""

from django.urls import path

from network.reviewing import views

urlpatterns = [
    path("jasenet/tarkistus/", views.access_reviews, name="access_reviews"),
    path("jasenet/toimija/<slug:slug>/tarkistus/", views.access_review, name="access_review"),
]
