"""Settings, all by environment. Documented in docs/reference/settings.md; a test keeps that page complete."""

import os
import secrets
from pathlib import Path

import dj_database_url

PACKAGE = Path(__file__).resolve().parent


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def _own_key(path: Path) -> str:
    """Make this installation's key on first use and keep it beside its data, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()


# An installation keeps everything it owns in one folder.
HOME = Path(os.environ.get("HEREABOUTS_HOME") or ".hereabouts").resolve()
EVIDENCE = Path(os.environ.get("HEREABOUTS_EVIDENCE") or HOME / "evidence.duckdb")
ENGINE = os.environ.get("HEREABOUTS_ENGINE") or "duckdb"
UPLOADS = HOME / "uploads"
TEMPLATE = Path(
    os.environ.get("HEREABOUTS_TEMPLATE") or HOME / "template.docx"
)  # the council's own paper, for Word documents
DEMO = _flag("HEREABOUTS_DEMO")
SERVING = _flag("HEREABOUTS_SERVING")  # set by `hereabouts serve`; nothing else needs set-up

DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY") or _own_key(HOME / "secret-key")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("TRUSTED_ORIGINS", "").split(",") if origin]

DATABASES = {
    "default": dj_database_url.parse(os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'hereabouts.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # One writer at a time, readers never wait; IMMEDIATE takes the writer's turn at the start instead of failing late.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    # Who asks is said in one message with each statement; a cursor kept on the server takes one statement only.
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
# The owner's connection, for migrations only; the app's role owns nothing.
DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "hereabouts.records",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hereabouts.web.shared.middleware.requests_logged",
    "hereabouts.web.shared.middleware.headers",
    "hereabouts.web.shared.middleware.small_enough",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hereabouts.web.shared.middleware.actor",
    "hereabouts.web.shared.middleware.sentences",
]
ROOT_URLCONF = "hereabouts.web.urls"
WSGI_APPLICATION = "hereabouts.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "hereabouts.web.shared.context.every_page",
            ],
            "libraries": {
                "hb": "hereabouts.web.shared.tags",
                "clause_words": "hereabouts.web.stewardship.clause_words",
                "rights_words": "hereabouts.web.stewardship.rights_words",
            },
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "hereabouts.web.shared.tags"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

CSRF_FAILURE_VIEW = "hereabouts.web.shared.pages.refused"
AUTH_USER_MODEL = "hereabouts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60  # an invitation link lives a week
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "hereabouts.web.office.sign_in.InvitedOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/my-work/"
EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_FILE_PATH = HOME / "mail"  # where the backend "filebased" keeps them, as in the demo

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg"), ("gd", "Gàidhlig"), ("pl", "Polski"), ("ur", "اردو")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
DATE_FORMAT = "j F Y"

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20

# How often an address tried is known to every worker of the server, and to the next one after a restart.
TRUSTED_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "0"))
if SERVING:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": HOME / "limits",
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    }

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # it protects one form, and goes with the browser
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if _flag("BEHIND_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60

LOG = os.environ.get("HEREABOUTS_LOG")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "hereabouts.web.shared.logs.Json"}},
    "handlers": {
        "lines": {"class": "logging.FileHandler", "filename": LOG, "delay": True, "formatter": "json"}
        if LOG
        else {"class": "logging.StreamHandler", "formatter": "json"}
    },
    "root": {"handlers": ["lines"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
    "loggers": {"hereabouts": {"level": "INFO"}, "django.server": {"level": "WARNING"}},
}
