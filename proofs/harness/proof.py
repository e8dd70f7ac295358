"""What a proof may use.

A proof is one file, named after its question. It runs in a process of its own: `one.py` loads it,
runs its `test_*` functions in the order of the file and empties every table before each of them.
"""

import contextlib
import importlib
import os
import re
import sys
import tempfile
import textwrap
from pathlib import Path

# --- The question -------------------------------------------------------------------------------

QUESTION: dict = {}
USED: set[str] = set()
FENCE = re.compile(r"^```[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def material() -> str:
    """The code or data that the candidate is shown, as it stands in the bank."""
    USED.add("material")
    return QUESTION["candidate_material"]


def interviewer_material() -> str:
    """The same for the interviewer's eyes only."""
    USED.add("interviewer_material")
    return QUESTION["interviewer_material"]


def answer(number: int = 0) -> str:
    """One block of code of the model answer; the first is 0."""
    USED.add(f"answer {number}")
    return blocks(QUESTION["answer"])[number]


def blocks(text: str) -> list[str]:
    return FENCE.findall(text)


def replace(text: str, *changes: tuple[str, str]) -> str:
    """The text with each old part replaced by a new one. An old part stands there exactly once."""
    for old, new in changes:
        count = text.count(old)
        assert count == 1, f"{old!r} stands there {count} times, not once"
        text = text.replace(old, new)
    return text


def part(text: str, start: str, end: str | None = None) -> str:
    """From the line that starts with `start` to before the one that starts with `end`."""
    lines = text.splitlines(keepends=True)
    begin = next(n for n, line in enumerate(lines) if line.startswith(start))
    stop = len(lines)
    if end is not None:
        stop = next(n for n in range(begin + 1, len(lines)) if lines[n].startswith(end))
    return "".join(lines[begin:stop])


# --- The versions -------------------------------------------------------------------------------


class NotDeclared(Exception):
    """A package does not say that it runs on this version of Django."""


def requires(*packages: str) -> None:
    """Runs the proof only where each package declares the version of Django at hand."""
    from importlib import metadata

    for name in packages:
        declared = declared_versions(metadata.metadata(name))
        if declared and django() not in declared:
            version = metadata.version(name)
            raise NotDeclared(f"{name} {version} declares Django {', '.join(sorted(declared))}")


def declared_versions(metadata) -> set[str]:
    named = (line.split(" :: ")[-1] for line in metadata.get_all("Classifier") or []
             if line.startswith("Framework :: Django :: "))
    return {version for version in named if re.fullmatch(r"\d+\.\d+", version)}


def django() -> str:
    """`5.2`, `6.0` or `6.1`; compare with `version()` for an order."""
    return ".".join(str(number) for number in version())


def version() -> tuple[int, int]:
    import django as package

    return package.VERSION[:2]


# --- A project ----------------------------------------------------------------------------------

CONTRIB = ["django.contrib.contenttypes", "django.contrib.auth"]
SESSIONS = ["django.contrib.sessions", "django.contrib.messages"]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
FOLDER: Path | None = None


def project(files: dict[str, str] | None = None, *, db: str = "sqlite", apps: list[str] = (),
            migrate: bool = True, **settings) -> Path:
    """Makes a project of these files and sets Django up in it; returns its folder.

    Every top folder of `files` with a `models.py` or an `apps.py` is an installed app. `apps` are
    installed besides auth, content types, sessions and messages. `urls.py` at the top becomes
    ROOT_URLCONF. `db`: "sqlite" (in memory), "file" (a sqlite file, for threads) or "postgres".
    """
    global FOLDER
    folder = FOLDER = Path(tempfile.mkdtemp(prefix="proof-"))
    files = {path: textwrap.dedent(text) for path, text in (files or {}).items()}
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
        for above in list(target.parents)[: len(Path(path).parts) - 1]:
            if any(name.endswith(".py") and name.startswith(str(above.relative_to(folder)) + "/")
                   for name in files):
                (above / "__init__.py").touch()
    sys.path.insert(0, str(folder))
    own = sorted({Path(path).parts[0] for path in files
                  if Path(path).name in ("models.py", "apps.py") and len(Path(path).parts) == 2})
    values = dict(
        SECRET_KEY="a key for proofs only, of no use anywhere else 0123456789",
        ALLOWED_HOSTS=["*"],
        DATABASES={"default": database(db)},
        INSTALLED_APPS=[*CONTRIB, *SESSIONS, *apps, *own],
        MIDDLEWARE=MIDDLEWARE,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        BASE_DIR=folder,
        STATIC_URL="/static/",
        MEDIA_ROOT=str(folder / "media"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        TEMPLATES=[{
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [str(folder / "templates")],
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]},
        }],
        ROOT_URLCONF="urls" if "urls.py" in files else "empty_urls",
    )
    (folder / "empty_urls.py").write_text("urlpatterns = []\n")
    values.update(settings)
    if version() >= (6, 1):
        # The old names of the mail settings still work, with a warning.
        values.setdefault("MAILERS", {"default": {"BACKEND": values.pop("EMAIL_BACKEND")}})
    from django.conf import settings as conf

    conf.configure(**values)
    import django as package

    package.setup()
    if migrate:
        run("migrate", run_syncdb=True)
    return folder


def database(kind: str) -> dict:
    if kind == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    if kind == "file":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(FOLDER / "proof.sqlite3"),
                "OPTIONS": {"timeout": 20}}
    assert kind == "postgres", kind
    name = f"proof_{os.getpid()}"
    with server() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
    return {"ENGINE": "django.db.backends.postgresql", "NAME": name, **address()}


def address() -> dict:
    host, port = os.environ["PROOF_POSTGRES"].rsplit(":", 1)
    return {"HOST": host, "PORT": port, "USER": "postgres", "PASSWORD": ""}


@contextlib.contextmanager
def server():
    """A cursor of the superuser, outside any transaction."""
    import psycopg

    at = address()
    with psycopg.connect(host=at["HOST"], port=at["PORT"], user=at["USER"], dbname="postgres",
                         autocommit=True) as connection:
        yield connection.cursor()


def drop_databases() -> None:
    from django.conf import settings

    if not settings.configured:
        return
    from django.db import connections

    for each in connections.all():
        each.close()
    names = [each["NAME"] for each in settings.DATABASES.values()
             if each.get("ENGINE", "").endswith("postgresql")]
    if names:
        with server() as cursor:
            for name in names:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def run(*command: str, **options) -> str:
    """A management command; returns what it printed."""
    import io

    from django.core.management import call_command

    out = io.StringIO()
    options.setdefault("verbosity", 0)
    call_command(*command, stdout=out, stderr=out, **options)
    return out.getvalue()


def module(name: str):
    """A module of the project, imported."""
    return importlib.import_module(name)


def load(source: str, name: str = "snippet", **names):
    """Runs a fragment as a module of that name, with `names` there before; returns the module."""
    import types

    made = types.ModuleType(name)
    made.__dict__.update(names)
    sys.modules[name] = made
    exec(compile(textwrap.dedent(source), f"<{name}>", "exec"), made.__dict__)
    return made


# --- In a test ----------------------------------------------------------------------------------


@contextlib.contextmanager
def raises(*kinds: type[BaseException], match: str = ""):
    """The block must fail in this way, with `match` in its message."""
    box: list[BaseException] = []
    try:
        yield box
    except kinds as error:
        box.append(error)
        assert re.search(match, str(error)), f"{match!r} is not in {str(error)!r}"
        return
    names = " or ".join(kind.__name__ for kind in kinds)
    raise AssertionError(f"nothing was raised; {names} was expected")


@contextlib.contextmanager
def queries(using: str = "default"):
    """The queries that the block sends: a list of SQL texts, filled at its end."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    sent: list[str] = []
    with CaptureQueriesContext(connections[using]) as captured:
        yield sent
    sent.extend(query["sql"] for query in captured.captured_queries)


def client(**options):
    """A browser without a window; CSRF is checked only with `enforce_csrf_checks=True`."""
    from django.test import Client

    return Client(**options)


def request(path: str = "/", method: str = "get", user=None, **options):
    """A request for a view that is called by hand."""
    from django.contrib.auth.models import AnonymousUser
    from django.test import RequestFactory

    made = getattr(RequestFactory(), method)(path, **options)
    made.user = user or AnonymousUser()
    return made


def user(name: str = "ada", **fields):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.create_user(username=name, password="a long password", **fields)


def settings(**values):
    """A context in which settings differ."""
    from django.test import override_settings

    return override_settings(**values)


def in_threads(*acts):
    """Runs every act in a thread of its own at once; returns results or exceptions, in order."""
    import threading

    from django.db import connections

    results: list = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def work(place, act):
        try:
            start.wait()
            results[place] = act()
        except Exception as error:  # handed to the test, which judges it
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads), "a thread hangs"
    return results
