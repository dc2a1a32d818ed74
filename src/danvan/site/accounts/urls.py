"""Logging in and one's own account."""

from django.urls import path

from danvan.site.accounts import logging_in, oidc, own

urlpatterns = [
    path("dang-nhap/", logging_in.log_in, name="login"),
    path("dang-nhap/ma/", logging_in.second_factor, name="second-factor"),
    path("dang-nhap/ngoai/", oidc.leave, name="oidc"),
    path("dang-nhap/ngoai/ve/", oidc.come_back, name="oidc-back"),
    path("dang-xuat/", logging_in.log_out, name="logout"),
    path("tai-khoan/", own.account, name="account"),
    path("tai-khoan/mat-khau/", own.new_password, name="new-password"),
    path("tai-khoan/hai-lop/", own.set_up_second_factor, name="set-up-second-factor"),
    path("tai-khoan/hai-lop/bo/", own.drop_second_factor, name="drop-second-factor"),
    path("tai-khoan/dang-xuat-noi-khac/", own.end_others, name="end-others"),
    path("noi-lam-viec/", own.work_at, name="work-at"),
]
