"""The proxy of deploy/nginx/portal.conf: a real nginx before a real portal with production's settings."""

import gzip
import http.client
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bcssp.patient import THREADS
from bcssp.supervisor import commands
from tests.postgres import free_port
from tests.services.stack import BASE_DIR, Stack, wait_for
from tests.services.tls import make_certificate

SHIPPED = BASE_DIR / "deploy/nginx/portal.conf"
# The rest of nginx's own configuration, as Debian has it.
AROUND = """
{user}
daemon off;
master_process on;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/portal.conf;
}}
"""


def here(text: str, folder: Path, var: Path, ports: dict[str, int]) -> str:
    """What is shipped, with the name, ports and places of this test. Each of them has to be in it."""
    certificate = make_certificate(folder)
    changes = [
        (r"listen \[::\]:\d+[^;]*;", ""),
        (r"listen 80\b", f"listen 127.0.0.1:{ports['http']}"),
        (r"listen 443\b", f"listen 127.0.0.1:{ports['https']}"),
        (r"127\.0\.0\.1:8000\b", f"127.0.0.1:{ports['portal']}"),
        (r"https://portal\.example\.org", f"https://localhost:{ports['https']}"),
        (r"portal\.example\.org", "localhost"),
        (r"/etc/ssl/portal/(fullchain|key)\.pem", str(certificate)),
        (r"/srv/portal/var", str(var)),
        (r"/var/log/nginx/portal\.log", f"{folder}/access.log"),
        # A test does not wait ten seconds for silence.
        (r"client_body_timeout 10s", "client_body_timeout 3s"),
        # How many requests pass the limit does not depend on how fast this machine is.
        (r"rate=50r/s", "rate=1r/m"),
    ]
    for pattern, instead in changes:
        text, count = re.subn(pattern, instead, text)
        assert count, f"{SHIPPED}: {pattern}"
    return text


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


@dataclass
class Proxy:
    """A running nginx, and the portal behind it."""

    folder: Path
    var: Path
    ports: dict[str, int]
    web: subprocess.Popen[bytes] | None = None
    context: ssl.SSLContext = field(default_factory=ssl._create_unverified_context)

    def ask(self, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        """Over TLS."""
        connection = http.client.HTTPSConnection("localhost", self.ports["https"], timeout=60, context=self.context)
        with closing(connection):
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body or None, names)
            return self._answer(connection)

    def ask_plainly(self, path: str, host: str = "localhost") -> Answer:
        """Without TLS."""
        connection = http.client.HTTPConnection("127.0.0.1", self.ports["http"], timeout=60)
        with closing(connection):
            connection.request("GET", path, headers={"Host": host})
            return self._answer(connection)

    def connect(self, context: ssl.SSLContext | None = None) -> ssl.SSLSocket:
        """A connection on which nothing was said."""
        plain = socket.create_connection(("127.0.0.1", self.ports["https"]), timeout=60)
        return (context or self.context).wrap_socket(plain, server_hostname="localhost")

    def _answer(self, connection: http.client.HTTPConnection) -> Answer:
        given = connection.getresponse()
        headers = {name.lower(): value for name, value in given.getheaders()}
        return Answer(given.status, headers, given.read())

    def log(self) -> str:
        """What nginx wrote of requests."""
        return (self.folder / "access.log").read_text()


def nginx() -> str:
    """Debian puts it where only root looks."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    assert found, "nginx is missing: install Debian's nginx-light"
    return found


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory, example_folder: Path) -> Iterator[Proxy]:
    """A portal with the example behind the proxy. Its worker and Redis are not needed here."""
    folder = tmp_path_factory.mktemp("nginx")
    shutil.copytree(example_folder, folder / "var")
    stack = Stack(folder / "var")
    ports = {name: free_port() for name in ("http", "https", "portal")}
    stack.env |= {
        "DEBUG": "false",
        "SECRET_KEY": "for this test alone, and long enough to be one of production",
        "ALLOWED_HOSTS": "localhost",
        "SITE_URL": f"https://localhost:{ports['https']}",
        "DJANGO_SETTINGS_MODULE": "bcssp.settings",
    }
    stack.manage("collectstatic", "--noinput", "-v", "0")
    stack.manage("write_error_pages")
    (folder / "portal.conf").write_text(here(SHIPPED.read_text(), folder, stack.var, ports))
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user="user root;" if os.getuid() == 0 else ""))
    command = [nginx(), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    assert "[warn]" not in tried.stderr, tried.stderr
    found = Proxy(folder, stack.var, ports)
    with ExitStack() as running:
        running.callback(stack.end)
        log = running.enter_context((folder / "web.log").open("wb"))
        found.web = subprocess.Popen(
            commands.web_command(ports["portal"]), cwd=BASE_DIR, env=stack.env, stdout=log, stderr=subprocess.STDOUT
        )
        running.callback(end, found.web)
        front = subprocess.Popen(command, cwd=folder)
        running.callback(end, front)
        wait_for("the portal", lambda: is_up(ports["portal"]), 120)
        wait_for("nginx", lambda: is_up(ports["http"]), 60)
        yield found


def end(process: subprocess.Popen[bytes]) -> None:
    """End one process, whatever it is doing."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()
    process.wait(20)


def is_up(port: int) -> bool:
    """Whether somebody listens there."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=10):
        return True
    return False


@pytest.mark.asvs("12.2.1")
def test_what_is_not_encrypted_leads_to_the_address_that_is(proxy: Proxy) -> None:
    answer = proxy.ask_plainly("/reports/?year=2022-23")
    assert answer.status == 301
    assert answer.headers["location"] == f"https://localhost:{proxy.ports['https']}/reports/?year=2022-23"
    with pytest.raises(http.client.RemoteDisconnected):
        proxy.ask_plainly("/", host="elsewhere.example.org")


@pytest.mark.asvs("4.1.2")
def test_program_that_asks_without_tls_is_not_led_on(proxy: Proxy) -> None:
    answer = proxy.ask_plainly("/api/v1/releases")
    assert (answer.status, answer.headers["content-type"]) == (403, "application/problem+json")
    assert "Use https" in answer.text


@pytest.mark.asvs("12.1.1", "12.1.2")
def test_old_tls_and_weak_ciphers_are_refused(proxy: Proxy) -> None:
    with proxy.connect() as connection:
        assert connection.version() == "TLSv1.3"
    for version, ciphers in ((ssl.TLSVersion.TLSv1_1, "ALL"), (ssl.TLSVersion.TLSv1_2, "AES128-SHA:AES256-SHA256")):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.set_ciphers(f"{ciphers}:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = context.maximum_version = version
        with pytest.raises((ssl.SSLError, ConnectionError)):
            proxy.connect(context).close()


@pytest.mark.asvs("4.1.3")
def test_page_comes_packed_with_the_headers_of_the_portal(proxy: Proxy) -> None:
    # What a browser says of where it comes from, and how, is not believed.
    forged = {"X_Forwarded_Proto": "http", "X_Forwarded_For": "192.0.2.1"}
    answer = proxy.ask("/privacy/", Accept_Encoding="gzip", **forged)
    assert (answer.status, answer.headers["content-encoding"]) == (200, "gzip")
    assert "Privacy" in gzip.decompress(answer.content).decode()
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "1." not in answer.headers["server"], "which version it is helps nobody"


def test_static_file_is_served_by_the_proxy_and_kept_for_ever(proxy: Proxy) -> None:
    name = next(re.finditer(r"/static/ui/portal\.[0-9a-f]{12}\.css", proxy.ask("/privacy/").text)).group()
    answer = proxy.ask(name, Accept_Encoding="gzip")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/css")
    assert gzip.decompress(answer.content) == (proxy.var / name.removeprefix("/")).read_bytes()
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "not found" in proxy.ask("/static/ui/no-such-file.css").text.lower()


@pytest.mark.asvs("15.2.2")
def test_slow_bodies_never_reach_the_portal(proxy: Proxy) -> None:
    head = b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nab"
    with ExitStack() as open_ones:
        silent = [open_ones.enter_context(proxy.connect()) for _ in range(3 * THREADS)]
        for connection in silent:
            connection.sendall(head)
        # A page that takes a thread of the portal, where every thread would be held.
        assert proxy.ask("/accessibility/").status == 200
        for connection in silent:
            assert b"HTTP/1.1 2" not in connection.recv(1000), "nginx waits no longer"
    assert "POST /account/login/" not in (proxy.folder / "web.log").read_text()


def test_too_large_a_body_gets_the_portals_own_page(proxy: Proxy) -> None:
    for path, part in (("/account/login/", "This file is too large"), ("/api/v1/releases", '"status": 413')):
        answer = proxy.ask(path, "POST", b"x" * 13_000_000)
        assert answer.status == 413
        assert part in answer.text
        assert ("/static/ui/portal." in answer.text) is path.startswith("/account"), "with its style sheets"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "no-store" in answer.headers["cache-control"]


@pytest.mark.asvs("14.2.1", "16.2.5")
def test_addresses_that_are_keys_stay_out_of_the_log(proxy: Proxy) -> None:
    for path in (
        "/preview/SECRET/",
        "/sign/SECRET/report/",
        "/account/password/reset/key/4x-SECRET/",
        "/search/?q=SECRET",
    ):
        proxy.ask(path)
    wait_for("the line", lambda: "GET /search/ " in proxy.log(), 60)
    assert "GET /preview/(hidden) " in proxy.log()
    assert "SECRET" not in proxy.log()


def test_portal_that_is_gone_and_requests_beyond_the_limit_are_answered_calmly(proxy: Proxy) -> None:
    """The last test of this module: it ends the portal, and uses up what this address may ask."""
    assert proxy.web
    end(proxy.web)
    answer = proxy.ask("/reports/")
    assert answer.status == 503
    assert "Sorry, the service is unavailable" in answer.text
    assert int(answer.headers["retry-after"]) > 0
    problem = proxy.ask("/api/v1/releases")
    assert (problem.status, problem.headers["content-type"]) == (503, "application/problem+json")
    assert proxy.ask("/privacy/").status == 503

    said = b""
    with proxy.connect() as connection:
        connection.sendall(b"GET /privacy/ HTTP/1.1\r\nHost: localhost\r\n\r\n" * 500)
        connection.sendall(b"GET /privacy/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        while piece := connection.recv(65536):
            said += piece
    assert b"HTTP/1.1 429" in said
    assert b"Too many requests" in said
    assert b"HTTP/1.1 503" in said, "the first ones passed"
