"""Every page of the site. Each app says its own."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("danvan.site.core.urls")),
    path("", include("danvan.site.accounts.urls")),
    path("so/", include("danvan.site.registers.urls")),
    path("so-lieu/", include("danvan.site.figures.urls")),
    path("bao-cao/", include("danvan.site.reports.urls")),
    path("", include("danvan.site.review.urls")),
    path("danh-muc/", include("danvan.site.catalogue_pages.urls")),
    path("soat/", include("danvan.site.documents.urls")),
    path("cong-khai/", include("danvan.site.public.urls")),
    path("phan-anh/", include("danvan.site.public.inbox_urls")),
    path("", include("danvan.site.administration.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]
handler500 = "danvan.site.core.middleware.broken"
