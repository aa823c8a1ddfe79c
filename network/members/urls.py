"""The addresses of members: inviting and the link of an invitation, joining, changing, leaving, people's accounts."""

from django.urls import path

from network.members import account_views, invitation_views, member_views, own_views, views

urlpatterns = [
    path("kutsu/", invitation_views.invitation, name="invitation"),
    path("kutsu/hyvaksy/", invitation_views.invitation_accept, name="invitation_accept"),
    path("kutsu/uusi/", invitation_views.invitation_ask_again, name="invitation_ask_again"),
    path("kutsu/<path:token>/", invitation_views.invitation_link, name="invitation_link"),
    path("jasenet/", views.members, name="members"),
    path("jasenet/toimija/<slug:slug>/", views.members_of, name="members_of"),
    path("jasenet/toimija/<slug:slug>/kutsu/", views.invite, name="invite"),
    path("jasenet/kutsut/<int:pk>/uudelleen/", views.send_again, name="invitation_send_again"),
    path("jasenet/kutsut/<int:pk>/peru/", views.withdraw, name="invitation_withdraw"),
    path("jasenet/pyynnot/<int:pk>/", views.join_request, name="join_request"),
    path("jasenet/pyynnot/<int:pk>/kieltaydy/", views.join_refuse, name="join_refuse"),
    path("jasenet/jasen/<int:pk>/", member_views.member, name="member"),
    path("jasenet/jasen/<int:pk>/muuta/", member_views.member_change, name="member_change"),
    path("jasenet/jasen/<int:pk>/paata/", member_views.member_end, name="member_end"),
    path("jasenet/jasen/<int:pk>/jatka/", member_views.member_keep, name="member_keep"),
    path("jasenet/jasen/<int:pk>/istunnot/", member_views.member_sign_out, name="member_sign_out"),
    path("jasenet/omat/", own_views.own_memberships, name="own_memberships"),
    path("jasenet/omat/<int:pk>/lahde/", own_views.leave, name="leave"),
    path("jasenet/liity/", own_views.join, name="join"),
    path("jasenet/liity/<int:pk>/peru/", own_views.join_cancel, name="join_cancel"),
    path("jasenet/henkilot/", account_views.accounts, name="accounts"),
    path("jasenet/henkilot/<int:pk>/", account_views.person_account, name="person_account"),
    path("jasenet/henkilot/<int:pk>/sulje/", account_views.account_close, name="account_close"),
    path("jasenet/henkilot/<int:pk>/avaa/", account_views.account_reopen, name="account_reopen"),
    path("jasenet/henkilot/<int:pk>/vahvistus/", account_views.account_reset_factor, name="account_reset_factor"),
]
