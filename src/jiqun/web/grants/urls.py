"""The addresses of the grants: the bureau's, and the readers'."""

from django.urls import path

from jiqun.web.grants.views import granted, kept

READ = "granted/<int:grant>/<int:declaration>"

urlpatterns = [
    path("grants/", kept.grants, name="grants"),
    path("grants/departments/", kept.set_up_department, name="set_up_department"),
    path("grants/prepare/<int:pk>/", kept.prepare_for_call, name="prepare_grant"),
    path("grants/<int:pk>/", kept.grant, name="grant"),
    path("grants/<int:pk>/sign/", kept.sign, name="sign_grant"),
    path("grants/<int:pk>/send-back/", kept.send_back, name="send_back_grant"),
    path("grants/<int:pk>/drop/", kept.drop, name="drop_grant"),
    path("grants/<int:pk>/revoke/", kept.revoke, name="revoke_grant"),
    path("granted/", granted.granted, name="granted"),
    path(f"{READ}/open/", granted.open_one, name="open_granted"),
    path(f"{READ}/", granted.read, name="read_granted"),
    path(f"{READ}/pages/<int:page>/", granted.page, name="granted_page"),
    path(f"{READ}/evidence/<int:number>/", granted.proof, name="granted_proof"),
    path(
        f"{READ}/evidence/<int:number>/pages/<int:page>/",
        granted.proof_page,
        name="granted_proof_page",
    ),
]
