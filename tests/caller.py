"""Call the running product as its own pages do, without a browser."""

import json
from collections.abc import Mapping
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

BOUNDARY = "caller"


class Caller:
    """Somebody who has signed in. One connection, so for one thread."""

    def __init__(self, address: str, email: str, password: str) -> None:
        parts = urlsplit(address)
        self.connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.call("GET", "/login/")
        status, _ = self.send_form("/login/", username=email, password=password)
        assert status == 302, f"signing in was answered with {status}"

    def __enter__(self) -> "Caller":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def call(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes]:
        """Status and body; the body is a form's unless the headers say otherwise."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        token = {"X-CSRFToken": self.cookies.get("jiqun_csrf", "")}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request(method, path, body, {"Cookie": cookies, **token, **kind, **headers})
        answer = self.connection.getresponse()
        for each in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(each).items()}
        return answer.status, answer.read()

    def send_form(self, path: str, **fields: str) -> tuple[int, bytes]:
        return self.call("POST", path, urlencode(fields).encode())

    def hand_in(self, path: str, content: bytes, name: str) -> int:
        """One file, in the field that the pages call so: the status."""
        said = f'form-data; name="file"; filename="{name}"'
        head = f"--{BOUNDARY}\r\nContent-Disposition: {said}\r\n\r\n".encode()
        body = head + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return self.call("POST", path, body, **{"Content-Type": kind})[0]

    def save(
        self, declaration: int, typed: Mapping[str, Any], *, base: int, window: str, slug: str = "2"
    ) -> dict[str, Any]:
        """Save as the page of a part does: the answer. Raises ValueError for a refusal."""
        body = {"base": base, "typed": typed, "slug": slug, "window": window}
        status, answer = self.call(
            "POST",
            f"/declarations/{declaration}/save/",
            json.dumps(body).encode(),
            **{"Content-Type": "application/json"},
        )
        if status != 200:
            raise ValueError(f"{status}: {answer.decode()[:300]}")
        return json.loads(answer)
