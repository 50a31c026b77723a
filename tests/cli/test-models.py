#!/usr/bin/env python3
"""Models are listed, got, gone on with and removed, from a server on this computer."""
import hashlib
import http.server
import json
import random
import re
import signal
import struct
import subprocess
import threading
import unittest

from cli import DONE, FAILED, USAGE, Case, Home
import tap

PATIENCE = 20
BYTES = random.Random(1).randbytes(400_000)


class Handler(http.server.BaseHTTPRequestHandler):
    """Knows ranges. Where it is told to wait, it does until the client goes away."""

    def do_GET(self):
        served = self.server.served
        served.requests.append(dict(self.headers))
        start = int((re.fullmatch(r'bytes=(\d+)-', self.headers.get('Range', '')) or [0, 0])[1])
        self.send_response(206 if start else 200)
        self.send_header('Content-Length', str(len(BYTES) - start))
        self.send_header('ETag', '"1"')
        if start:
            self.send_header('Content-Range', f'bytes {start}-{len(BYTES) - 1}/{len(BYTES)}')
        self.end_headers()
        end = served.pauses.pop(0) if served.pauses else len(BYTES)
        try:
            self.wfile.write(BYTES[start:end])
            self.wfile.flush()
            if end < len(BYTES):
                served.waits.set()
                self.rfile.read(1)
        except OSError:
            pass

    def log_message(self, *_):
        pass


class Served:
    def __init__(self):
        self.requests, self.pauses, self.waits = [], [], threading.Event()
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.server.daemon_threads = True
        self.server.served = self
        self.url = f'http://127.0.0.1:{self.server.server_port}/m.gguf'
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def gguf(architecture):
    """A model of one number."""
    def string(text):
        return struct.pack('<Q', len(text)) + text.encode()
    return (b'GGUF' + struct.pack('<IQQ', 3, 1, 1) + string('general.architecture') + struct.pack('<I', 8) +
            string(architecture) + string('t') + struct.pack('<IQIQ', 1, 1, 0, 0) + bytes(64))


class Models(Case):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.remove)
        self.served = Served()
        self.addCleanup(self.served.close)
        self.folder = self.home.path / 'share' / 'idiolect' / 'models'
        self.write_catalog()

    def write_catalog(self, **changes):
        part = {'urls': [self.served.url], 'bytes': len(BYTES), 'sha256': hashlib.sha256(BYTES).hexdigest()}
        entry = {'id': 'small', 'name': 'Small One', 'good_for': 'Tests.', 'file': 'small.gguf', 'memory': 1000,
                 'parts': [part | changes]}
        self.home.write('config/idiolect/models.json', json.dumps({'models': [entry]}))

    def find(self):
        return next(model for model in self.do_json('models')['models'] if model['id'] == 'small')

    def test_list(self):
        told = self.do_json('models')
        self.assertIn('gemma-4-e2b', [model['id'] for model in told['models']])
        self.assertLessEqual(sum(model['recommended'] for model in told['models']), 1)
        self.assertEqual([], told['found'])
        for model in told['models']:
            self.assertGreater(model['bytes'], 0)
            self.assertIn(model['id'], self.do('models'))
        self.assertFalse(self.folder.exists(), 'to look changes nothing')

    def test_get_and_remove(self):
        self.assertEqual((0, None), (self.find()['bytes-here'], self.find()['path']))
        path = self.folder / 'small.gguf'
        self.assertEqual(f'{path}\n', self.do('get-model', 'small'))
        self.assertEqual(BYTES, path.read_bytes())
        self.assertEqual([path, self.folder / 'small.gguf.checked.json'], sorted(self.folder.iterdir()))
        self.assertEqual((len(BYTES), str(path)), (self.find()['bytes-here'], self.find()['path']))
        self.assertIn(f'On this computer: {path}', self.do('models'))

        # It is there: nobody is asked again.
        self.do('get-model', 'small')
        self.assertEqual(1, len(self.served.requests))
        self.assertEqual('', self.do('remove-model', 'small'))
        self.assertEqual([], list(self.folder.iterdir()))
        self.assertIn('“small”', self.fail_with(FAILED, 'remove-model', 'small'))

    def test_misuse(self):
        self.assertIn('“nobody”', self.fail_with(FAILED, 'get-model', 'nobody'))
        self.assertIn('“../x”', self.fail_with(FAILED, 'remove-model', '../x'))
        self.fail_with(USAGE, 'get-model')
        self.fail_with(USAGE, 'remove-model')
        self.fail_with(USAGE, 'get-model', 'small', 'small')
        self.fail_with(USAGE, 'models', 'small')
        self.assertEqual([], self.served.requests)

    def test_wrong_list(self):
        """What is wrong with the user's list is told, and the rest is used."""
        self.home.write('config/idiolect/models.json', '{"models": [{"id": "bad"}]}')
        done = self.home.run('models')
        self.assertEqual(DONE, done.returncode)
        self.assertEqual('The model “bad” was left out. It does not say where the model is.\n', done.stderr)
        self.assertIn('gemma-4-e2b', done.stdout)

    def test_wrong_model(self):
        self.write_catalog(sha256='0' * 64)
        self.assertIn('deleted', self.fail_with(FAILED, 'get-model', 'small'))
        self.assertEqual([], list(self.folder.iterdir()))

    def start(self, half):
        self.served.pauses = [half]
        self.served.waits.clear()
        child = self.home.start('get-model', 'small', stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)
        self.addCleanup(child.wait)
        self.addCleanup(child.kill)
        self.assertTrue(self.served.waits.wait(PATIENCE))
        part = self.folder / 'small.gguf.part'
        while not part.exists() or part.stat().st_size < half:
            threading.Event().wait(0.01)
        return child

    def go_on(self, half):
        self.assertEqual(half, self.find()['bytes-here'])
        self.assertIn('are here; “get-model” goes on', self.do('models'))
        self.do('get-model', 'small')
        self.assertEqual(BYTES, (self.folder / 'small.gguf').read_bytes())
        self.assertEqual((f'bytes={half}-', '"1"'),
                         (self.served.requests[-1]['Range'], self.served.requests[-1]['If-Range']))

    def test_stop(self):
        """Ctrl+C keeps what is there, says how much, and the next time goes on."""
        half = len(BYTES) // 2
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number=number):
                child = self.start(half)
                child.send_signal(number)
                output, errors = child.communicate(timeout=PATIENCE)
                self.assertEqual((-number, b''), (child.returncode, output))
                self.assertRegex(errors.decode(), r'^idiolect-cli: Stopped\. 200\.0\skB of 400\.0\skB are kept')
                self.go_on(half)
                self.do('remove-model', 'small')

    def test_kill(self):
        half = 123_456
        child = self.start(half)

        # Another may not write the same file meanwhile, nor delete it.
        self.assertIn('already', self.fail_with(FAILED, 'get-model', 'small'))
        self.assertIn('already', self.fail_with(FAILED, 'remove-model', 'small'))
        child.kill()
        child.communicate(timeout=PATIENCE)
        self.go_on(half)

    def test_remove_part(self):
        child = self.start(1000)
        child.kill()
        child.communicate(timeout=PATIENCE)
        self.do('remove-model', 'small')
        self.assertEqual([], list(self.folder.iterdir()))

    def test_folder_is_a_file(self):
        self.folder.parent.mkdir(parents=True)
        self.folder.write_text('')
        self.assertIn(str(self.folder), self.fail_with(FAILED, 'get-model', 'small'))

    def test_found(self):
        """Models of other programs, by their names there."""
        self.home.write('.lmstudio/models/a/b/chat.gguf', gguf('llama'))
        self.home.write('.lmstudio/models/a/b/embed.gguf', gguf('bert'))
        digest = hashlib.sha256(b'').hexdigest()
        self.home.write(f'ollama/blobs/sha256-{digest}', gguf('qwen2'))
        self.home.write('ollama/manifests/registry.ollama.ai/library/qwen/1b', json.dumps(
            {'layers': [{'mediaType': 'application/vnd.ollama.image.model', 'digest': f'sha256:{digest}'}]}))
        self.home.write('hf/hub/models--a--b/snapshots/1/face.gguf', gguf('gemma3'))
        environment = {'OLLAMA_MODELS': str(self.home.path / 'ollama'), 'HF_HOME': str(self.home.path / 'hf')}
        found = self.do_json('models', environment=environment)['found']
        self.assertEqual([('LM Studio', 'chat'), ('Ollama', 'qwen:1b'), ('Hugging Face', 'face')],
                         [(model['source'], model['name']) for model in found])
        self.assertIn('qwen:1b, of Ollama', self.do('models', environment=environment))


if __name__ == '__main__':
    tap.main()
