from django.urls import path

from services import feeds, service_views, views

urlpatterns = [
    path("palvelut/", views.service_list, name="services"),
    path("palvelut/uudet.atom", feeds.feed, name="feed"),
    path("palvelut/<slug:slug>/", service_views.service_page, name="service"),
]
