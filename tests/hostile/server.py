"""A server that says whatever bytes it is told to, as a service or a proxy that means no good might."""
import json
import re
import socket
import threading
import time

from answer import END, event, pass_capability_check

OK = b'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n'


def answer(*contents):
    return OK + b''.join(event(content) for content in contents) + END


class Server:
    """Sends the pieces of a list, or of a generator, to whoever asks. A number among them is a pause in seconds."""

    def __init__(self, pieces, fit=False):
        self.pieces, self.fit = pieces, fit
        self.requests = []
        self.socket = socket.create_server(('127.0.0.1', 0), backlog=16)
        self.port = self.socket.getsockname()[1]
        self.closed = False
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def url(self):
        return f'http://127.0.0.1:{self.port}/v1'

    def accept(self):
        while not self.closed:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def read(self, connection):
        request = b''
        while b'\r\n\r\n' not in request:
            received = connection.recv(65536)
            if not received:
                return request
            request += received
        length = re.search(rb'content-length: *(\d+)', request, re.IGNORECASE)
        wanted = request.index(b'\r\n\r\n') + 4 + (int(length[1]) if length else 0)
        while len(request) < wanted:
            received = connection.recv(65536)
            if not received:
                break
            request += received
        return request

    def choose(self, request):
        """What to say: a good model passes the check that it is fit for more than drafts."""
        if self.fit:
            try:
                question = json.loads(request.partition(b'\r\n\r\n')[2])['messages'][-1]['content']
                passed = pass_capability_check(question)
            except (ValueError, KeyError):
                passed = None
            if passed is not None:
                return [answer(passed)]
        return self.pieces() if callable(self.pieces) else self.pieces

    def serve(self, connection):
        with connection:
            try:
                request = self.read(connection)
                self.requests.append(request)
                for piece in self.choose(request):
                    if self.closed:
                        return
                    if isinstance(piece, bytes):
                        connection.sendall(piece)
                    else:
                        time.sleep(piece)
            except OSError:
                pass

    def close(self):
        self.closed = True
        self.socket.close()
