"""A small HTTP server of a test's own, on this machine alone."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def served(
    handler: type[BaseHTTPRequestHandler], *, tls: ssl.SSLContext | None = None, before_end: Callable[[], object] = bool
) -> Iterator[int]:
    """Answer with ``handler`` on a free port, which is given, in threads; ``before_end`` ends what would go on."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server.server_port
        finally:
            before_end()
            server.shutdown()
            thread.join(10)
