"""A service that says what a test tells it to say, piece by piece, as servers of language models do."""
import http.server
import json
import threading
import time

from answer import END, event, pass_capability_check


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.reply(200, json.dumps({'data': [{'id': self.server.service.model}]}).encode(), 'application/json')

    def do_POST(self):
        service = self.server.service
        request = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        if service.status != 200:
            self.reply(service.status, service.body, 'application/json')
            return
        self.send_response(200)
        self.send_header('Content-Type', 'text/event-stream')
        self.end_headers()
        question = request['messages'][-1]['content']
        passed = pass_capability_check(question)
        pieces = [event(passed), END] if passed else service.pieces()
        (service.checked if passed else service.asked).set()
        try:
            for piece in pieces:
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(service.pause)
        except OSError:
            service.left.set()

    def reply(self, status, body, kind):
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Service:
    """Answers every request alike, with pieces at a pace, or with an error. It passes for a good model."""

    def __init__(self):
        self.status, self.body, self.model = 200, b'', 'a-model'
        self.pieces, self.pause = lambda: [event('Hello.'), END], 0
        self.asked, self.left, self.checked = threading.Event(), threading.Event(), threading.Event()
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.server.daemon_threads = True
        self.server.service = self
        self.url = f'http://127.0.0.1:{self.server.server_port}/v1'
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def say(self, *texts, pause=0):
        self.status, self.pause = 200, pause
        self.checked.clear()
        self.pieces = lambda: [*(event(text) for text in texts), END]

    def say_bytes(self, *pieces):
        self.status, self.pause = 200, 0.05
        self.pieces = lambda: pieces

    def go_on(self, pause=0.01):
        """Speaks without end, as words with numbers, so that nothing that was said is said twice."""
        def count():
            number = 0
            while True:
                number += 1
                yield event(f'word{number} ' if number % 12 else f'word{number}.\n')
        self.status, self.pause, self.pieces = 200, pause, count

    def fail(self, status, body):
        self.status, self.body = status, body

    def begin(self, *texts):
        """Says something, and then nothing for a long time."""
        def pieces():
            yield from (event(text) for text in texts)
            while True:
                time.sleep(0.2)
                yield b': still here\n\n'
        self.status, self.pause, self.pieces = 200, 0, pieces

    def close(self):
        self.server.shutdown()
        self.server.server_close()
