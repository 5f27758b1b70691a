"""Every setting, for every environment. Differences arrive through variables (see .env.example)."""

from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF

from factcheck import env

# ModelAdmin[Match] and generic views need this at run time; django-stubs-ext holds nothing else.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("FACTCHECK_DATA_DIR", BASE_DIR / "var")

DEBUG = env.boolean("DEBUG", default=False)
SECRET_KEY = env.secret_key("SECRET_KEY", keep_in=DATA_DIR)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])

INSTALLED_APPS = [
    "claims.apps.ClaimsConfig",
    "claims.apps.WorkbenchAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    # Outermost: below /api/ whatever page the others refuse with becomes a problem in JSON.
    "claims.api.refusals.ProblemMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "factcheck.language.PageLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Closed by default: a view is open only when it says so.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
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
    },
]

DATABASES = {"default": env.database("DATABASE_URL", default_path=DATA_DIR / "workbench.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The pages of each person are in the first of these that the browser asks for; all else is in
# English. One more language is one more file: `make messages`.
# Of mails, and of pages for browsers that ask for another one; the API speaks English.
LANGUAGE_CODE = env.one_of("FACTCHECK_LANGUAGE", ("en-gb", "de"))
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "claims" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
# WhiteNoise warns at every start if it is missing.
STATIC_ROOT.mkdir(exist_ok=True)
# Served straight from the packages: no collectstatic step to forget in the embedded mode.
WHITENOISE_USE_FINDERS = True

LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]

# Security. HTTPS is the deployment's switch: the embedded mode serves plain http on the loopback.
HTTPS = env.boolean("FACTCHECK_HTTPS", default=False)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Health checks come over plain http from inside.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = env.words("FACTCHECK_TRUSTED_ORIGINS", [])
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "claims.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["claims.api.parsers.JSONObjectParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    # OPTIONS describes nothing: the schema does.
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "claims.api.refusals.problem_response",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Fact-check workbench API",
    "DESCRIPTION": (
        "Send `Authorization: Bearer <token>`; `manage.py create_token USER --name NAME` makes a "
        "token. Ids are opaque and stable. Offsets count Unicode characters. Lists come in pages: "
        "follow `next`. Every refusal is `application/problem+json` (RFC 9457) with one sentence "
        "in `detail`. Verdicts are told of claims and of appearances (confirmed matches), never "
        "of suggestions. Requests are not rationed: that is for the proxy in front."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "claims.api.schema.tell_strictness",
        "claims.api.schema.add_problems",
    ],
    # Several models have a "kind", a "state", a "stance": their schemas are named by hand.
    "ENUM_NAME_OVERRIDES": {
        name: f"claims.enums.{name}"
        for name in (
            "ClaimKind", "ClaimState", "ClaimantKind", "CorrectionKind", "EvidenceKind",
            "EvidenceOrder", "EvidenceStance", "Flag", "MatchState", "Mutation", "RatingColour",
            "SentenceKind", "SourceKind", "Stance", "WordingOrigin", "WorkState",
        )
    } | {"DecisionState": "claims.api.serializers.matches.DECISIONS"},
}  # fmt: skip

# Work. The rows are the queue; Celery is the bell (ADR 0002).
REDIS_URL = env.text("REDIS_URL")
BROKER_DIR = DATA_DIR / "broker"
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_BROKER_TRANSPORT = None if REDIS_URL else "factcheck.broker.Transport"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    {"visibility_timeout": 3600}
    if REDIS_URL
    else {
        # One folder for both directions: whoever sends and whoever listens share it.
        "data_folder_in": str(BROKER_DIR),
        "data_folder_out": str(BROKER_DIR),
        "control_folder": str(BROKER_DIR / "control"),
        # Also the pause after each message: at the default of a second, 200 articles took 115 s.
        "polling_interval": 0.05,
    }
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Their messages would pile up as files of workers that are gone.
CELERY_WORKER_ENABLE_REMOTE_CONTROL = bool(REDIS_URL)

# Product knobs.
FACTCHECK_THRESHOLD = env.fraction("FACTCHECK_THRESHOLD", 0.5)
FACTCHECK_LEASE_SECONDS = env.integer("FACTCHECK_LEASE_SECONDS", 120, minimum=1)
FACTCHECK_MAX_ATTEMPTS = env.integer("FACTCHECK_MAX_ATTEMPTS", 5, minimum=1)
FACTCHECK_SWEEP_SECONDS = env.integer("FACTCHECK_SWEEP_SECONDS", 15, minimum=1)
FACTCHECK_MAX_BYTES = env.integer("FACTCHECK_MAX_BYTES", 10_000_000, minimum=1)
# The index of wordings: a snapshot in a folder that processes of one host share, and what changed.
FACTCHECK_INDEX_DIR = Path(env.text("FACTCHECK_INDEX_DIR", str(DATA_DIR / "index")))
FACTCHECK_COMPACT_SECONDS = env.integer("FACTCHECK_COMPACT_SECONDS", 300, minimum=1)
FACTCHECK_COMPACT_CHANGES = env.integer("FACTCHECK_COMPACT_CHANGES", 5000, minimum=1)
FACTCHECK_COMPACT_SHARE = env.fraction("FACTCHECK_COMPACT_SHARE", 0.05)
FACTCHECK_COMPACT_LIMIT = env.integer("FACTCHECK_COMPACT_LIMIT", 1800, minimum=1)
# How often to look whether changed claims have to be looked for in the stored articles.
FACTCHECK_ARCHIVE_SECONDS = env.integer("FACTCHECK_ARCHIVE_SECONDS", 60, minimum=1)
# Also finds claims by meaning: “use”, or the folder of a sentence model; empty: off.
FACTCHECK_ENCODER = env.text("FACTCHECK_ENCODER")
# The desk as the author of exported reviews.
FACTCHECK_ORGANISATION_NAME = env.text("FACTCHECK_ORGANISATION_NAME")
FACTCHECK_ORGANISATION_URL = env.text("FACTCHECK_ORGANISATION_URL")

# Notices. Without a mail server, mail is printed by whoever sends it.
FACTCHECK_BASE_URL = env.origin("FACTCHECK_BASE_URL")
FACTCHECK_DIGEST_SECONDS = env.integer("FACTCHECK_DIGEST_SECONDS", 300, minimum=1)
FACTCHECK_DIGEST_HOUR = env.integer("FACTCHECK_DIGEST_HOUR", 6, maximum=23)
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_SECURITY = env.one_of("EMAIL_SECURITY", ("none", "starttls", "tls"))
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_SECURITY == "starttls", EMAIL_SECURITY == "tls"
EMAIL_PORT = env.integer("EMAIL_PORT", 25, minimum=1, maximum=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "workbench@localhost")

# A worker that takes longer has lost its lease: its process is ended, so that no text can hold it.
# Compaction holds no lease and has a limit of its own.
CELERY_TASK_TIME_LIMIT = FACTCHECK_LEASE_SECONDS
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "claims.sweep", "schedule": FACTCHECK_SWEEP_SECONDS},
    "compact": {"task": "claims.compact_index", "schedule": FACTCHECK_COMPACT_SECONDS},
    "archive": {"task": "claims.match_archive", "schedule": FACTCHECK_ARCHIVE_SECONDS},
    "digests": {"task": "claims.send_digests", "schedule": FACTCHECK_DIGEST_SECONDS},
}
if FACTCHECK_ENCODER:
    CELERY_BEAT_SCHEDULE["meaning"] = {
        "task": "claims.read_meanings", "schedule": FACTCHECK_SWEEP_SECONDS
    }  # fmt: skip
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # What it cannot read is refused in our own words.
    "loggers": {"trafilatura": {"level": "CRITICAL"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "INFO")},
}
