"""The web server's worker: gunicorn's threads, and each request counts from when it arrived."""

from __future__ import annotations

import time
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from turnabout.foundation.clock import arrival

PATIENCE = 5.0
"""Seconds that a connection may stay open before its first byte, as in gunicorn's own worker."""


class PunctualWorker(ThreadWorker):
    """Stamps a connection when there is something to read on it, which the main loop sees whatever the threads do."""

    def enqueue_req(self, conn: Any) -> None:
        """Hand a readable connection to the threads; a new one waits for its first byte in the main loop.

        Browsers open connections ahead of need, so that one was opened before a deadline says nothing.
        """
        if not (conn.initialized or conn.data_ready):
            self._wait_for_first_byte(conn)
            return
        conn.readable_since = time.monotonic()
        super().enqueue_req(conn)

    def handle(self, conn: Any) -> Any:
        """Handle what was read, with its moment of arrival."""
        with arrival.readable_since(conn.readable_since):
            return super().handle(conn)

    def _wait_for_first_byte(self, conn: Any) -> None:
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + PATIENCE
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))
