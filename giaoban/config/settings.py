"""
Settings, all from the environment; what is not set has a safe default.

GIAOBAN_MODE          production (default), demo or test
GIAOBAN_SECRET_KEY    long random text; production refuses to start without one of its own
GIAOBAN_HOSTS         comma separated host names that this site answers to
GIAOBAN_ORIGINS       comma separated origins for forms behind a proxy, e.g. https://giaoban.tinh.gov.vn
GIAOBAN_DATA          folder of the database and the stored files (default: var/ in the project)
DATABASE_URL          postgres://user:secret@host/name; default: SQLite in GIAOBAN_DATA
EMAIL_URL             smtp+tls://user:secret@host:587 or smtp+ssl://…:465; default: letters are kept in
                      GIAOBAN_DATA/mail. Production refuses to start when it is half configured
GIAOBAN_MAIL_FROM     the sender of letters; with EMAIL_URL production needs one of its own
GIAOBAN_NAME          what the top of each page says
GIAOBAN_DEBUG         developers only; production refuses it
GIAOBAN_TLS           whether a proxy serves https; on by default in production
GIAOBAN_PROXIES       how many proxies stand in front and name the client's address (default: 1 with TLS)
GIAOBAN_URL           what links in letters begin with (default: the first of GIAOBAN_ORIGINS)
GIAOBAN_PASSWORD_WORDS  words that everybody here would guess; a password needs more than these
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

env = environ.Env()
PROJECT = Path(__file__).resolve().parents[2]
MODE = env.str("GIAOBAN_MODE", default="production")
DATA = Path(env.str("GIAOBAN_DATA", default=str(PROJECT / "var"))).resolve()
DATA.mkdir(parents=True, exist_ok=True)
SAMPLE_SECRET = "sample-secret-for-demo-and-tests-only-never-in-production-0123456789"  # noqa: S105  # refused in production

SECRET_KEY = env.str("GIAOBAN_SECRET_KEY", default=SAMPLE_SECRET)
DEBUG = env.bool("GIAOBAN_DEBUG", default=False)
ALLOWED_HOSTS = env.list("GIAOBAN_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("GIAOBAN_ORIGINS", default=[])
INSTALLATION_NAME = env.str("GIAOBAN_NAME", default="Giao Ban")
TLS = env.bool("GIAOBAN_TLS", default=MODE == "production")
PROXIES = env.int("GIAOBAN_PROXIES", default=1 if TLS else 0)
SITE_URL = env.str(
    "GIAOBAN_URL", default=CSRF_TRUSTED_ORIGINS[0] if CSRF_TRUSTED_ORIGINS else "http://127.0.0.1:8000"
).rstrip("/")
PASSWORD_WORDS = env.list("GIAOBAN_PASSWORD_WORDS", default=[])

INSTALLED_APPS = [
    "giaoban.desk",
    "giaoban.briefing",
    "giaoban.reports",
    "giaoban.assignments",
    "giaoban.documents",
    "giaoban.duties",
    "giaoban.units",
    "giaoban.people",
    "giaoban.workdays",
    "giaoban.journal",
    "giaoban.outbox",
    "giaoban.files",
    "giaoban.search",
    "giaoban.ui",
    "giaoban.foundation",
    "axes",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "giaoban.config.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "giaoban.config.middleware.never_store",
    "giaoban.config.middleware.modest_body",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "giaoban.config.middleware.ActsOnce",
    "giaoban.config.middleware.signed_in_officer",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "giaoban.config.urls"
WSGI_APPLICATION = "giaoban.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "giaoban.config.context.installation",
                "giaoban.config.context.navigation",
            ],
            "builtins": ["giaoban.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA / 'giaoban.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    # FULL, not NORMAL: what was acknowledged survives a power cut. IMMEDIATE: no upgrade of a read
    # lock can fail half-way through an act.
    _database["TEST"] = {
        "NAME": str(DATA / "test.sqlite3")
    }  # a file, so that tests of threads mean something
    _database["OPTIONS"] = {
        **_database.get("OPTIONS", {}),
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384;",
    }
else:
    _database["CONN_HEALTH_CHECKS"] = True
    # For prepared questions alone (foundation.prepared); Django's own statements hold their values.
    _database["OPTIONS"] = {"prepare_threshold": 5, **_database.get("OPTIONS", {})}
_database["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "giaoban.config.accounts.Accounts",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("full_name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "giaoban.people.forms.OrganisationWordsValidator"},
]
PASSWORD_RESET_TIMEOUT = 2 * 3600
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
# Per account and address together: a stranger cannot lock a person out from elsewhere.
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "username"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
AXES_CLIENT_IP_CALLABLE = "giaoban.people.reads.client_address"
AXES_LOCKOUT_CALLABLE = "giaoban.people.views.locked_out"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [str(PROJECT / "giaoban" / "config" / "locale")]
LANGUAGE_COOKIE_NAME = "giaoban_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = "giaoban.ui.formatting"

STATIC_URL = "/static/"
STATIC_ROOT = str(DATA / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test" or DEBUG
        else "giaoban.config.statics.HashedStatics"
    },
}
WHITENOISE_USE_FINDERS = MODE == "test" or DEBUG
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS  # each file is found when asked for, not all at the start
FILES_ROOT = DATA / "files"
MEDIA_ROOT = str(FILES_ROOT)
SEARCH_ROOT = DATA / "search"  # derived from the database: `giaoban index` makes it anew
INTAKE_ROOT = env.str("GIAOBAN_INTAKE", default="")  # the hand-in folder; empty: none
TESSERACT = env.str("GIAOBAN_TESSERACT", default=shutil.which("tesseract") or "")  # reads pictures
TRUSTED_ROOTS = Path(env.str("GIAOBAN_TRUSTED_ROOTS", default=str(DATA / "trusted")))  # of signed PDFs
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a group of 3,400 communes posts one box for each

if "EMAIL_URL" in env.ENVIRON:
    vars().update(env.email("EMAIL_URL"))
elif MODE == "test":
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA / "mail")
EMAIL_TIMEOUT = 30  # seconds; a silent mail server must not hold the worker
DEFAULT_FROM_EMAIL = env.str("GIAOBAN_MAIL_FROM", default="giaoban@localhost")
LETTERS_ARE_SHOWN = MODE == "demo"  # the text of sent letters is kept for the eye, in the demo alone

SESSION_ENGINE = "giaoban.config.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SECURE_SSL_REDIRECT = False  # the proxy in front does this
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"secrets": {"()": "giaoban.config.logs.WithoutSecrets"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "loggers": {"giaoban.journal": {"level": "INFO"}},  # the head of each day
    "root": {"handlers": ["stderr"], "level": env.str("GIAOBAN_LOG", default="WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # the proxy in front redirects to https


def faults() -> list[str]:
    """Why this process must not serve in production; empty when it may."""
    if MODE != "production":
        return []
    found = []
    if SECRET_KEY == SAMPLE_SECRET or len(SECRET_KEY) < 40:
        found.append("GIAOBAN_SECRET_KEY must be a secret of your own, at least 40 characters long.")
    if DEBUG:
        found.append("GIAOBAN_DEBUG must be off.")
    if any(host.strip() in {"*", "."} for host in ALLOWED_HOSTS):
        found.append("GIAOBAN_HOSTS must name the hosts, not '*'.")
    return found + mail_faults(globals())


def mail_faults(given: Mapping[str, Any]) -> list[str]:
    """What is wrong with the settings of a mail server; empty when none is set or all is well."""
    if not given["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
        half = given["DEFAULT_FROM_EMAIL"] != "giaoban@localhost"
        return ["EMAIL_URL must name the mail server when GIAOBAN_MAIL_FROM is set."] if half else []
    host, user, secret = (given.get(f"EMAIL_{name}") or "" for name in ("HOST", "HOST_USER", "HOST_PASSWORD"))
    encrypted = given.get("EMAIL_USE_TLS") or given.get("EMAIL_USE_SSL")
    sender = parseaddr(given["DEFAULT_FROM_EMAIL"])[1]
    found = []
    if not host:
        found.append("EMAIL_URL must name the mail server: smtp+tls://user:secret@host:587.")
    if bool(user) != bool(secret):
        found.append("EMAIL_URL must give both user and secret, or neither.")
    if secret and not encrypted:
        found.append("EMAIL_URL must be smtp+tls or smtp+ssl when it holds a secret.")
    if "." not in sender.rpartition("@")[2]:
        found.append("GIAOBAN_MAIL_FROM must be an address of your own when EMAIL_URL is set.")
    if given["SITE_URL"].startswith(("http://127.", "http://localhost")):
        found.append("GIAOBAN_URL must be the address at which people reach this site: letters link to it.")
    return found
