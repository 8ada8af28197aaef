"""A line between program and server that a test can cut at any step."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum

LONGEST_WAIT = 20.0
# How long a server in these tests believes in a client that fell silent; a real one half a minute.
SERVER_BELIEVES = 1.0


class Cut(Enum):
    """What happens to the request at which the line is cut."""

    BEFORE = "it never leaves"
    HALF = "half of it arrives"
    AFTER = "it arrives and is carried out; the answer is lost"
    LATE = "the line is gone already when it arrives"
    SILENT = "it never arrives, and nobody is told: a cable is pulled"
    UNHEARD = "it arrives and is carried out; no answer comes, and nobody is told"


class LineProxy:
    """Passes on what comes, counts requests and cuts once, at the request a test names."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._lock = threading.Lock()
        self._requests = 0
        self._armed: tuple[int | None, Cut] | None = None
        self._is_down = False
        self._is_silent = False
        self._open: set[socket.socket] = set()
        self._silent: set[socket.socket] = set()
        self.has_cut = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def arm(self, request: int, cut: Cut) -> None:
        """Cut the line at the `request`-th request from now on, counted from 1."""
        with self._lock:
            self._requests, self._armed = 0, (request, cut)
        self.has_cut.clear()

    def arm_at_commit(self, cut: Cut) -> None:
        """Cut the line at the next COMMIT; it must not be encrypted."""
        with self._lock:
            self._requests, self._armed = 0, (None, cut)
        self.has_cut.clear()

    def go_down(self) -> None:
        """Cut every line and refuse new ones, as a server that is restarted."""
        self._is_down = True
        with self._lock:
            lines = list(self._open)
        for line in lines:
            self._close(line)

    def fall_silent(self) -> None:
        """Swallow whatever comes from now on, also on new lines, and close nothing."""
        self._is_silent = True

    def come_up(self) -> None:
        """Let new lines through again; those that fell silent stay so."""
        with self._lock:
            self._silent |= self._open if self._is_silent else set()
        self._is_down = self._is_silent = False

    def close(self) -> None:
        """End it all."""
        self.go_down()
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            if self._is_down:
                client.close()
                continue
            try:
                server = socket.create_connection(self._server)
            except OSError:
                client.close()
                continue
            with self._lock:
                self._open |= {client, server}
            line = _Line(client, server)
            for work in (self._requests_of, self._answers_of):
                threading.Thread(target=work, args=(line,), daemon=True).start()

    def _requests_of(self, line: "_Line") -> None:
        for data in _chunks(line.client):
            if self._swallows(line.client):
                continue
            cut = self._cut_here(data)
            if cut is None:
                if not _send(line.server, data):
                    break
                continue
            self._carry_out(cut, line, data)
            self.has_cut.set()
            if cut not in (Cut.SILENT, Cut.UNHEARD):
                break
        self._close(line.client)
        self._close(line.server)

    def _swallows(self, line: socket.socket) -> bool:
        with self._lock:
            return self._is_silent or line in self._silent

    def _cut_here(self, data: bytes) -> Cut | None:
        with self._lock:
            self._requests += 1
            if self._armed is None:
                return None
            request, cut = self._armed
            if not (_is_commit(data) if request is None else self._requests == request):
                return None
            self._armed = None
            return cut

    def _carry_out(self, cut: Cut, line: "_Line", data: bytes) -> None:
        if cut is Cut.HALF:
            _send(line.server, data[: len(data) // 2])
        elif cut is Cut.AFTER:
            line.is_muted.set()
            _send(line.server, data)
            line.answered.wait(LONGEST_WAIT)
        elif cut in (Cut.SILENT, Cut.UNHEARD):
            with self._lock:
                self._silent |= {line.client, line.server}
            if cut is Cut.UNHEARD:
                _send(line.server, data)
            threading.Timer(SERVER_BELIEVES, self._close, (line.server,)).start()
        elif cut is Cut.LATE:
            line.is_muted.set()
            self._close(line.client)
            threading.Event().wait(0.3)  # the program asks meanwhile
            _send(line.server, data)
            line.answered.wait(LONGEST_WAIT)

    def _answers_of(self, line: "_Line") -> None:
        for data in _chunks(line.server):
            if line.is_muted.is_set():
                line.answered.set()
            elif self._swallows(line.server):
                continue
            elif not _send(line.client, data):
                break
        line.answered.set()
        if not line.is_muted.is_set() and not self._swallows(line.server):
            self._close(line.client)
            self._close(line.server)

    def _close(self, line: socket.socket) -> None:
        with self._lock:
            self._open.discard(line)
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
        line.close()


class _Line:
    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self.client, self.server = client, server
        self.is_muted = threading.Event()
        self.answered = threading.Event()


def _is_commit(data: bytes) -> bool:
    """Whether a TDS message commits: Microsoft's drivers have a message for it, FreeTDS a batch."""
    transaction_manager, commit = 0x0E, 7
    if data[0] == transaction_manager:
        headers = int.from_bytes(data[8:12], "little")
        return int.from_bytes(data[8 + headers : 10 + headers], "little") == commit
    return "COMMIT" in data.decode("utf-16-le", "ignore")


def _chunks(line: socket.socket) -> Iterator[bytes]:
    while True:
        try:
            data = line.recv(65536)
        except OSError:
            return
        if not data:
            return
        yield data


def _send(line: socket.socket, data: bytes) -> bool:
    try:
        line.sendall(data)
    except OSError:
        return False
    return True


@contextmanager
def line_to(host: str, port: int) -> Iterator[LineProxy]:
    """Yield a line to a server, closed afterwards."""
    proxy = LineProxy(host, port)
    try:
        yield proxy
    finally:
        proxy.close()
