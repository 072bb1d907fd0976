"""Every setting of Groundwork; the environment is read here and nowhere else.

`DEPLOYMENT` is development (the default on a fresh clone), demo or production. Production refuses to start
without what it needs and on either stand-in (embedded PostgreSQL, broker on disk). `build` is production's
static files and nothing else: it knows no secret, so it can serve nothing. `.env.example` explains each variable.
"""

from datetime import date, timedelta
from pathlib import Path

import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from practice import logs
from practice.environment import env

BASE_DIR = Path(__file__).resolve().parent.parent
env.read_env(BASE_DIR / ".env")

DEPLOYMENT = env.str("DEPLOYMENT", default="development")
if DEPLOYMENT not in {"development", "demo", "build", "production"}:
    raise ImproperlyConfigured("DEPLOYMENT is development, demo or production.")
PRODUCTION = DEPLOYMENT == "production"
BUILD = DEPLOYMENT == "build"
VAR_DIR = Path(env.str("GROUNDWORK_VAR", default=str(BASE_DIR / "var")))

NEEDED_IN_PRODUCTION = ["SECRET_KEY", "DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS", "FIELD_ENCRYPTION_KEYS"]
if PRODUCTION and (missing := [name for name in NEEDED_IN_PRODUCTION if not env.str(name, default="")]):
    raise ImproperlyConfigured(f"Production does not start without {', '.join(missing)}; see .env.example.")

DEBUG = False
SECRET_KEY = "" if BUILD else env.str("SECRET_KEY", default="development-only-" + "0" * 48)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# The first key encrypts, the others stay readable.
FIELD_ENCRYPTION_KEYS = env.list("FIELD_ENCRYPTION_KEYS", default=["ZGV2ZWxvcG1lbnQtb25seS1rZXktMzItYnl0ZXMtLS0="])

# --- Applications -------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "practice.database",
    "practice.staff",
    "practice.audit",
    "practice.prompts",
    "patients",
    "medications",
    "sessions.apps.ClinicalSessionsConfig",
    "practice.staff.administration.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "practice.static_files.LinkedFilesConfig",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "bootstrap",
    "crispy_bootstrap5",
    "crispy_forms",
    "csp",
    "django_htmx",
    "pghistory",
    "pgtrigger",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pages; docs/decisions/0011 says why that is safe here
    "csp.middleware.CSPMiddleware",
    "practice.calm_errors.CalmErrorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "practice.staff.idle.IdleMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "practice.staff.middleware.SignInMiddleware",
    "practice.staff.middleware.StaffMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "practice.urls"
WSGI_APPLICATION = "practice.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Database: the app role serves pages, the owner migrates (docs/decisions/0002) --------------------------


def database(url_name: str, role: str) -> dict[str, object]:
    """The connection of one role: from the environment, else to the embedded server."""
    # Only what asks for it is prepared: practice/prompts/services/sweeping.py.
    prepares = {"prepare_threshold": 5}
    if env.str(url_name, default=""):
        named = env.db_url(url_name)
        options = {**named.get("OPTIONS", {}), **prepares}
        return {**named, "OPTIONS": options, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    embedded = {"ENGINE": "practice.database.embedded", "NAME": "groundwork", "USER": role}
    return {**embedded, "OPTIONS": prepares, "CONN_MAX_AGE": 60}


DATABASES = {
    "default": database("DATABASE_URL", "groundwork_app"),
    "owner": database(
        "MIGRATE_DATABASE_URL" if env.str("MIGRATE_DATABASE_URL", default="") else "DATABASE_URL", "groundwork_owner"
    ),
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # It counts guesses at sign-in: the default of 300 would let a guesser crowd the counts out.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

# --- People -------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=DEPLOYMENT != "demo")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_ADAPTER = "practice.staff.adapters.AccountAdapter"
MFA_ADAPTER = "practice.staff.adapters.MFAAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
# Behind a proxy, everybody would share one address and one count without this.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Groundwork"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Empty: the host name in the address bar. HTTPS is asked for everywhere but on localhost.
PASSKEY_DOMAIN = env.str("PASSKEY_DOMAIN", default="")
MFA_FORMS = {
    "add_webauthn": "practice.staff.second_factor_forms.AddPasskeyForm",
    "authenticate": "practice.staff.second_factor_forms.CodeForm",
    "authenticate_webauthn": "practice.staff.second_factor_forms.PasskeyForm",
    "edit_webauthn": "practice.staff.second_factor_forms.RenamePasskeyForm",
    "login_webauthn": "practice.staff.second_factor_forms.SignInPasskeyForm",
    "reauthenticate": "practice.staff.second_factor_forms.ConfirmCodeForm",
    "reauthenticate_webauthn": "practice.staff.second_factor_forms.ConfirmPasskeyForm",
}

# --- Words, days and moments --------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
USE_I18N = True
LANGUAGES = [("en-gb", _("English"))]
TIME_ZONE = env.str("PRACTICE_TIME_ZONE", default="UTC")
USE_TZ = True
PRACTICE_NAME = env.str("PRACTICE_NAME", default="Groundwork")

# A scan stays in memory while it is uploaded: a temporary file on disk would not be encrypted.
FILE_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024

# --- Pages --------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
# Collected files are named after their content and compressed; browsers keep them for good.
COLLECTED = DEPLOYMENT != "development"
WHITENOISE_USE_FINDERS = not COLLECTED
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "practice.staff.session_store"
SESSION_COOKIE_AGE = 60 * 60 * 12  # seconds; a sign-in ends then, however busy it is
IDLE_TIMEOUT = timedelta(minutes=env.int("IDLE_MINUTES", default=20))
IDLE_WARNING = timedelta(minutes=2)
if IDLE_TIMEOUT <= IDLE_WARNING:
    raise ImproperlyConfigured("IDLE_MINUTES leaves time for a warning two minutes before.")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# --- Mail ---------------------------------------------------------------------------------------------------

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10  # seconds; a hanging mail server must not hold a worker
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Groundwork <no-reply@localhost>")
PUBLIC_URL = env.str("PUBLIC_URL", default="http://127.0.0.1:8000")

# --- Later work ---------------------------------------------------------------------------------------------

BROKER_DIR = VAR_DIR / "broker"
if env.str("REDIS_URL", default=""):
    CELERY_BROKER_URL = env.str("REDIS_URL")
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        # Seconds; longer than any task runs, or a slow one would run twice.
        "visibility_timeout": 3600,
        # A Redis that takes connections and never answers would otherwise be waited for without end.
        "socket_connect_timeout": 3,
        "socket_timeout": 5,
        "socket_keepalive": True,
    }
else:
    CELERY_BROKER_URL = "filesystem://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "queue"),
        "data_folder_out": str(BROKER_DIR / "queue"),
        "processed_folder": str(BROKER_DIR / "processed"),
        "control_folder": str(BROKER_DIR / "control"),
    }
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # Celery's own hundred tries are over within the hour, and so is the worker
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SYNC_EVERY = 1  # task: the file's age shows whether beat still sends (deploy/is_ticking.py)
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep-prompts": {"task": "practice.prompts.tasks.sweep_prompts", "schedule": timedelta(minutes=5)},
    "send-deliveries": {"task": "practice.prompts.tasks.send_deliveries", "schedule": timedelta(minutes=1)},
    "send-contacts": {"task": "patients.tasks.send_contacts", "schedule": timedelta(minutes=1)},
    "clear-sessions": {"task": "practice.staff.tasks.clear_sessions", "schedule": timedelta(hours=1)},
}

# --- The practice's own numbers -----------------------------------------------------------------------------

REVIEW_VALID_FOR = timedelta(hours=env.int("REVIEW_VALID_HOURS", default=72))
# After the end of a visit its note is signed within so long; of older visits than the second no note is asked for.
NOTE_SIGNED_WITHIN = timedelta(hours=env.int("NOTE_SIGNED_WITHIN_HOURS", default=48))
NOTE_WANTED_FOR = timedelta(days=env.int("NOTE_WANTED_FOR_DAYS", default=60))
# Monday is 1 and Sunday 7. Plans say which of their steps would fall on a day when the practice is closed.
PRACTICE_OPEN_WEEKDAYS = frozenset(env.list("PRACTICE_OPEN_WEEKDAYS", cast=int, default=[1, 2, 3, 4, 5]))
PRACTICE_CLOSED_ON = frozenset(env.list("PRACTICE_CLOSED_ON", cast=date.fromisoformat, default=[]))
# Somebody who asks for help here is called back within so many days on which the practice is open.
INTAKE_CALL_BACK_WORKING_DAYS = env.int("INTAKE_CALL_BACK_WORKING_DAYS", default=2)
REVIEW_LEAD_TIME = timedelta(hours=env.int("REVIEW_LEAD_HOURS", default=48))

# --- History: every changed row, by trigger (insert-only, so the context lies on the row) --------------------

PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_APPEND_ONLY = True

# --- Logs: ids only ---------------------------------------------------------------------------------------

logs.install()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # Django logs tracebacks of failed requests with their local values nowhere; DEBUG stays off in every deployment.
    "loggers": {"django.request": {"level": "ERROR"}},
}
