"""Django's settings, from the environment (docs/site.md lists the variables). Nothing here is secret; secrets are made on the
first start and kept in the data folder."""

from pathlib import Path
from typing import Any

import dj_database_url
from cryptography.fernet import Fernet
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

from danvan.site.environment import Environment, SettingInvalid

env = Environment()
HERE = Path(__file__).parent
DATA = env.folder("DANVAN_DATA", Path("danvan-data"))
"""Everything the site keeps: the database, the uploads, the ledger, the keys."""

DEBUG = env.yes("DANVAN_DEBUG", default=False)
SECRET_KEY = env.secret("DANVAN_SECRET_KEY", DATA / "keys/secret", get_random_secret_key)
FIELD_KEYS = env.secret("DANVAN_FIELD_KEYS", DATA / "keys/fields", lambda: Fernet.generate_key().decode()).split(",")
"""Keys of the encrypted columns: the first encrypts, all decrypt."""
ALLOWED_HOSTS = env.items("DANVAN_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = env.items("DANVAN_ORIGINS")
HTTPS = env.yes("DANVAN_HTTPS", default=False)
"""Served over HTTPS (by a proxy before it): cookies then travel over it only."""

CATALOGUE = env.text("DANVAN_CATALOGUE")
"""A folder laid over the catalogue that is shipped; '' = none."""
TODAY = env.text("DANVAN_TODAY")
"""The day the site takes for today, for demonstrations and tests; '' = the clock's."""
DEMO = env.yes("DANVAN_DEMO", default=False)
"""Says on every page that the data are invented."""
CHECK_FOR_ALL = env.yes("DANVAN_CHECK_FOR_ALL", default=False)
"""Anyone may check a document, without an account."""
ADMIN_PATH = env.text("DANVAN_ADMIN_PATH", "may-chu/")
"""Where operators of the server look into the database."""
OIDC_URL, OIDC_CLIENT = env.text("DANVAN_OIDC_URL"), env.text("DANVAN_OIDC_CLIENT", "danvan")
OIDC_SECRET, OIDC_BY = env.text("DANVAN_OIDC_SECRET"), env.choice("DANVAN_OIDC_BY", ("email", "username"))
OIDC_NAME = env.text("DANVAN_OIDC_NAME", "OpenID")
"""An identity provider people may log in through: its address, what we are called there, how a person is found, its name."""
METRICS_TOKEN = env.text("DANVAN_METRICS_TOKEN")
METRICS_FROM = env.networks("DANVAN_METRICS_FROM")
"""Who may read the counters: who says the token, or asks from one of these networks."""
LEDGER = DATA / "ledger"

INSTALLED_APPS = [
    "danvan.site.core",
    "danvan.site.offices",
    "danvan.site.accounts",
    "danvan.site.audit",
    "danvan.site.registers",
    "danvan.site.figures",
    "danvan.site.reports",
    "danvan.site.review",
    "danvan.site.documents",
    "danvan.site.public",
    "danvan.site.core.apps.OperatorsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "js_lib_bootstrap5",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "auditlog",
    "axes",
]
MIDDLEWARE = [
    "danvan.site.core.metrics.counted",
    "danvan.site.core.middleware.plain_failures",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "danvan.site.core.middleware.content_policy",
    "danvan.site.access.middleware.where_one_works",
    "auditlog.middleware.AuditlogMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "danvan.site.urls"
WSGI_APPLICATION = "danvan.site.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "danvan.site.core.context.of_the_page",
            ],
            "builtins": ["danvan.site.core.templatetags.said"],
        },
    }
]

try:
    DATABASES = {
        "default": dj_database_url.parse(env.text("DATABASE_URL") or f"sqlite:///{DATA / 'danvan.sqlite3'}", conn_max_age=600)
    }
except ValueError as error:
    raise SettingInvalid(
        "DATABASE_URL", "…", "postgresql://USER:PASSWORD@HOST:PORT/NAME, or leave it out for SQLite"
    ) from error
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets several workers read while one writes; IMMEDIATE takes the lock where a transaction begins, not half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "login"
SESSION_COOKIE_AGE = env.number("DANVAN_SESSION_HOURS", 12, least=1) * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"
# Five wrong passwords close an account from that address for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
OTP_TOTP_ISSUER = "Dân Vận"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = False  # numbers people read go through our own filters; an identifier must stay bare
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "danvan.site.documents.limits.LimitedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
UPLOAD_LIMIT = env.number("DANVAN_UPLOAD_MB", 25, least=1) * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if env.text('DANVAN_SMTP_HOST') else 'console'}.EmailBackend"
EMAIL_HOST = env.text("DANVAN_SMTP_HOST")
EMAIL_PORT = env.number("DANVAN_SMTP_PORT", 587, least=1)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.text("DANVAN_SMTP_USER"), env.text("DANVAN_SMTP_PASSWORD")
EMAIL_USE_TLS = env.yes("DANVAN_SMTP_TLS", default=True)
DEFAULT_FROM_EMAIL = env.text("DANVAN_MAIL_FROM", "danvan@localhost")

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "danvan.site.core.logs.Line", "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("DANVAN_LOG_LEVEL", "WARNING")},
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "danvan.site.core.logs.NothingSent"
SILENCED_SYSTEM_CHECKS = ["axes.W003"]
