"""A mail server that keeps what it is sent: the bytes as they came over a real socket."""

import socketserver
import threading
from contextlib import contextmanager


class _Letterbox(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 sink")
        to = []
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT":
                to.append(line.partition("<")[2].partition(">")[0])
            if verb == "DATA":
                self._say("354 go on")
                self.server.letters.append((to, b"".join(iter(self.rfile.readline, b".\r\n"))))
                to = []
            self._say("221 bye" if verb == "QUIT" else "250 ok")
            if verb == "QUIT":
                return

    def _say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_sink():
    """Listen on a port of this machine; gives the server, whose ``letters`` are (to whom, bytes)."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Letterbox) as server:
        server.daemon_threads, server.letters = True, []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
