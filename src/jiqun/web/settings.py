"""Settings. What differs between machines comes from the environment; every default is safe.

JIQUN_VAR             folder for what a running copy writes (default: var/ of the checkout)
JIQUN_DEMO            folder of the example declarations
JIQUN_SECRET_KEY      signing key (default: made once, kept in JIQUN_VAR)
JIQUN_HOSTS           names people may call this server by, separated by commas
JIQUN_HTTPS           1 where people reach it by https through a proxy in front, which must send
                      X-Forwarded-Proto (FORWARDED_ALLOW_IPS names it if on another machine)
JIQUN_ADDRESS_HEADER  header in which a proxy in front puts the client's address, e.g. X-Real-IP
DATABASE_URL          another database, e.g. postgres://user:password@host/name (default: SQLite)
JIQUN_EVIDENCE        folder of the evidence handed in (default: evidence/ in JIQUN_VAR)
JIQUN_SCANNER         command that looks for viruses in a file named after it, e.g. "clamdscan
                      --fdpass --no-summary"; 0 is clean, 1 is not (default: nothing is scanned)
JIQUN_SIGNING_ROOTS   files with the certificates of the authorities whose signatures are believed,
                      separated by commas (default: none, only sealed scans are taken)
JIQUN_RATE            how often one client address may check, download, sign in: 30/m is 30 a minute
JIQUN_ADDRESS         how links in mails begin, e.g. https://jiqun.example (default: the way the one
                      came who caused the mail)
JIQUN_SMTP_HOST       the server that sends mail, with JIQUN_SMTP_PORT (465: SSL, the default; 587:
                      STARTTLS), JIQUN_SMTP_USER and JIQUN_SMTP_PASSWORD (default: mail is printed
                      where the server runs)
JIQUN_MAIL_BACKEND    another way for mail, as Django names them
JIQUN_MAIL_FROM       whom mail is from
JIQUN_DEMO_ACCOUNTS   1 sets up a demonstration in an empty database, and shows its accounts, with
                      passwords, for signing in ("make run" does)
"""

import os
import re
import shlex
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from jiqun.web.secret import secret_key

WEB = Path(__file__).resolve().parent
SOURCE = WEB.parent
CHECKOUT = SOURCE.parent.parent
IN_CHECKOUT = (CHECKOUT / "pyproject.toml").is_file()


def listed(name: str) -> list[str]:
    return [item.strip() for item in os.environ.get(name, "").split(",") if item.strip()]


VAR_DIR = Path(os.environ.get("JIQUN_VAR") or (CHECKOUT if IN_CHECKOUT else Path.cwd()) / "var")
DEMO_DIR = Path(os.environ.get("JIQUN_DEMO") or (CHECKOUT if IN_CHECKOUT else SOURCE) / "demo")

DEBUG = False
HTTPS = os.environ.get("JIQUN_HTTPS") == "1"
SECRET_KEY = os.environ.get("JIQUN_SECRET_KEY") or secret_key(VAR_DIR)
ALLOWED_HOSTS = listed("JIQUN_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]

ROOT_URLCONF = "jiqun.web.urls"
WSGI_APPLICATION = "jiqun.web.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "django_ratelimit",
    "jiqun.web.audit",
    "jiqun.web.inbox",
    "jiqun.web.accounts",
    "jiqun.web.declarations",
    "jiqun.web.review",
    "jiqun.web.grants",
    "jiqun.web.recognition",
    "jiqun.web.checks",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "jiqun.web.accounts.middleware.StaySignedIn",
    "jiqun.web.accounts.middleware.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jiqun.web.navigation.context",
            ]
        },
    }
]

# --- Language and time ---------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- Data ----------------------------------------------------------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": VAR_DIR / "jiqun.sqlite3",
    "OPTIONS": {
        # A writer takes its lock when it begins, so two of them wait instead of failing.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}
DATABASE_URL = os.environ.get("DATABASE_URL", "")
DATABASES = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)
    if DATABASE_URL
    else SQLITE
}
# Every process must count the same requests, so the counts stand in the database.
CACHES = {
    "default": {
        "BACKEND": "jiqun.web.counts.SharedCounts",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# --- Signing in ----------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORD_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "jiqun.web.accounts.validators.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{PASSWORD_VALIDATION}.CommonPasswordValidator"},
    {
        "NAME": f"{PASSWORD_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
OTP_TOTP_ISSUER = "集群申报平台"
DEMO_ACCOUNTS = os.environ.get("JIQUN_DEMO_ACCOUNTS") == "1"
# A session ends after half an hour in which nothing was asked for; accounts.middleware.StaySignedIn
# counts that from anew.
SESSION_COOKIE_AGE = 30 * 60
SESSION_COOKIE_NAME = "jiqun_session"
SESSION_COOKIE_SAMESITE = "Lax"  # a link in a mail must find one signed in
SESSION_COOKIE_SECURE = HTTPS
# Five failures lock an account out for a while; a new password by mail opens it at once.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_FORM_FIELD = "username"
AXES_RESET_ON_SUCCESS = True
# Who keeps trying learns until when; that does not move.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "jiqun.web.limits.client_address"
AXES_LOCKOUT_CALLABLE = "jiqun.web.accounts.views.locked_out"
AXES_VERBOSE = False

# --- Mail ----------------------------------------------------------------------------------

EMAIL_HOST = os.environ.get("JIQUN_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("JIQUN_SMTP_PORT", "465"))
EMAIL_HOST_USER = os.environ.get("JIQUN_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("JIQUN_SMTP_PASSWORD", "")
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_BACKEND = os.environ.get(
    "JIQUN_MAIL_BACKEND",
    f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend",
)
EMAIL_TIMEOUT = 10  # seconds: somebody waits for the page
DEFAULT_FROM_EMAIL = os.environ.get("JIQUN_MAIL_FROM", "jiqun@localhost")
ADDRESS = os.environ.get("JIQUN_ADDRESS", "").rstrip("/")

# --- Uploads and limits --------------------------------------------------------------------

#: As people's computers count them.
MB = 1 << 20
UPLOAD_LIMIT = 20 * MB
#: A refused upload is still read to its end, up to here, so that the browser hears why.
UPLOAD_PATIENCE = 200 * MB
FILE_UPLOAD_HANDLERS = ["jiqun.web.uploads.BoundedUpload"]
#: A workbook up to here travels with the result page, from one press of a button to the next.
CARRIED_WORKBOOK_LIMIT = 3 * MB
#: More cells than any cluster has: 3,000 firms with every column and 12,000 patents are 400,000.
WORKBOOK_CELLS_LIMIT = 600_000
# What a result page carries: the facts file, the workbook, which grows by a third on the way, and
# a little around them.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * MB + CARRIED_WORKBOOK_LIMIT * 4 // 3
# A reason for each rule, a tick for each proposed target and each total, the values tried; or a
# tick for every cell, reason and file of a package.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
# A sealed paper may come as photographs; a few more than are taken, so that one hears that.
DATA_UPLOAD_MAX_NUMBER_FILES = 110

EVIDENCE_DIR = Path(os.environ.get("JIQUN_EVIDENCE") or VAR_DIR / "evidence")
#: Evidence bound for printing and packages, until they are fetched or taken in.
BOUND_DIR = VAR_DIR / "bound"
EVIDENCE_LIMIT = 50 * MB
#: Of one declaration: the files that are not removed, and how large they are together.
EVIDENCE_FILES = 500
EVIDENCE_TOTAL = 2048 * MB
#: Of one objection: so many files, each of them as large as that.
OBJECTION_FILES = 5
OBJECTION_LIMIT = 20 * MB
#: A package: the evidence, and what else is in it.
PACKAGE_LIMIT = EVIDENCE_TOTAL + 200 * MB
SCANNER = shlex.split(os.environ.get("JIQUN_SCANNER", ""))

RATE = os.environ.get("JIQUN_RATE", "30/m")
if not re.fullmatch(r"[1-9]\d*/\d*[smhd]", RATE):
    raise ImproperlyConfigured(f"JIQUN_RATE 应写成“30/m”的样式（每分钟30次），现为“{RATE}”。")
RATES = {
    "check": RATE,
    "download": RATE,
    "sign_in": RATE,
    "read": "120/m",  # pages that are open to everybody
    "register": "20/h",
    "mail": "20/h",
    "object": "20/h",
    "objection": "20/h",  # guesses at the code of one
}
RATELIMIT_IP_META_KEY = "jiqun.web.limits.client_address"
ADDRESS_HEADER = os.environ.get("JIQUN_ADDRESS_HEADER", "")
# It knows three caches by name; ours counts atomically, which is what it asks for.
# A whole office shares one address; nobody but the one whose account it is shall be locked out.
SILENCED_SYSTEM_CHECKS = ["django_ratelimit.W001", "axes.W006"]

# --- Files that are kept -------------------------------------------------------------------

#: Nothing serves this folder by itself: whoever wants a file of it asks a view.
MEDIA_ROOT = VAR_DIR / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# --- Filing --------------------------------------------------------------------------------

#: The photographs of a sealed paper together, as telephones take them.
SCAN_LIMIT = 150 * MB
SIGNING_ROOTS = [Path(name) for name in listed("JIQUN_SIGNING_ROOTS")]

# --- Static files --------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [WEB / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "evidence": {
        "BACKEND": "jiqun.web.storage.WholeFiles",
        "OPTIONS": {"location": EVIDENCE_DIR},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- Security ------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = "jiqun_csrf"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in listed("JIQUN_HOSTS")] if HTTPS else []
CSRF_FAILURE_VIEW = "jiqun.web.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap draws its marks as data: pictures
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- Log -----------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "jiqun.web.logs.WithoutContent",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # A wrong address or an old page is the visitor's affair, not the administrator's.
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
    },
}
