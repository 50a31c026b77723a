"""What a server may answer, and what may stand between the program and it."""
import json
import random
import string
import zlib

from server import OK, Server, answer, event

DONE, FAILED = 0, 1

# The example writer is studied in a few requests, each for six cards at most.
MOST_CARDS = 24

PLAIN = b'HTTP/1.1 %s\r\nContent-Type: %s\r\nConnection: close\r\n\r\n'
GZIPPED = b'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n'
END = event('', 'stop') + b'data: [DONE]\n\n'
CARD = {'claim': 'You thank people at the end of a mail.', 'rate': 'in 4 of 5 mails', 'axis': 'communication',
    'sentences': [1, 2, 3],
        'instruction': 'End about every third text with thanks.'}


def make_claims(n):
    """Claims that have no word in common, so that none is known from another."""
    chance = random.Random(1)
    for _ in range(n):
        yield ' '.join(''.join(chance.choices(string.ascii_lowercase, k=8)) for _ in range(5)) + '.'


def repeat(piece, times, *last):
    def pieces():
        yield OK
        for _ in range(times):
            yield piece
        yield from last
    return pieces


def count_words():
    yield OK
    number = 0
    while True:
        number += 1
        yield event(f'word{number} ')


def inflate_without_end():
    """300 MB that take 300 kB on the way."""
    packer = zlib.compressobj(wbits=31)
    yield GZIPPED + packer.compress(b'data: ')
    for _ in range(300):
        yield packer.compress(b'0' * 1_000_000)
    yield packer.flush()


# What models' templates end and begin turns with
CONTROL_TOKENS = [
    '<|im_start|>', '<|im_end|>', '<|eot_id|>', '<s>', '</s>', '<start_of_turn>', '<end_of_turn>', '<file_sep>',
    '<repo_name>',
    '<think>', '[INST]', '[/INST]', '[SYSTEM_PROMPT]', '[TOOL_CALLS]', '<<SYS>>', '<｜User｜>', '‹｜User｜›', '<tool_call>',
]

# Each with the statuses that it may end with.
ANSWERS = {
    'good': ([answer('Hi Ann,', ' see you.')], (DONE,)),
    'crlf': ([answer('Hi Ann.').replace(b'\n', b'\r\n')], (DONE,)),
    'done, and open': ([answer('Hi Ann.'), 300], (DONE,)),
    'stop, and open': ([OK, event('Hi Ann.'), event('', 'stop'), 300], (DONE, FAILED)),
    'endless': (count_words, (DONE, FAILED)),
    'endless comments': (repeat(b': alive\n\n', 2_000_000), (FAILED,)),
    'nothing': ([], (FAILED,)),
    'silence': ([OK, 300], (FAILED,)),
    'cut': ([OK, event('Hi Ann')], (FAILED,)),
    'half an event': ([OK, event('Hi Ann')[:20]], (FAILED,)),
    'two values in an event': ([OK, b'data: {"choices":[]} {"choices":[]}\n\n', END], (DONE, FAILED)),
    'a script': ([OK, b'data: var a = {};\n\n', END], (FAILED,)),
    'no JSON': ([OK, b'data: hello\n\n'], (FAILED,)),
    'a list': ([OK, b'data: []\n\n', END], (DONE, FAILED)),
    'nulls': ([OK, b'data: {"choices":null,"usage":null,"error":null}\n\n', b'data: {"choices":[null]}\n\n', END],
    (DONE, FAILED)),
    'wrong types': ([OK, b'data: {"choices":[{"delta":[],"finish_reason":7}],"prompt_progress":"x"}\n\n', END], (DONE,
    FAILED)),
    'numbers': ([OK, b'data: {"prompt_progress":{"total":-1,"processed":9e999}}\n\n',
    b'data: {"prompt_progress":{"total":1,"processed":99}}\n\n', END],
                (DONE, FAILED)),
    'deep': ([OK, b'data: ' + b'[' * 1_000_000 + b'\n\n', END], (DONE, FAILED)),
    'deep objects': ([OK, b'data: ' + b'{"a":' * 200_000 + b'\n\n', END], (DONE, FAILED)),
    'a large event': (repeat(b'data: ' + b'x' * 1_000_000, 8), (FAILED,)),
    'an endless line': (repeat(b'x' * 1_000_000, 200), (FAILED,)),
    'bad UTF-8': ([OK, b'data: {"choices":[{"delta":{"content":"Hi \xff\xfe"}}]}\n\n', END], (DONE, FAILED)),
    'NULs': ([OK, b'data: {"choices":[{"delta":{"content":"Hi\0Ann\\u0000"}}]}\n\n', END], (DONE, FAILED)),
    'half pairs': ([OK, b'data: {"choices":[{"delta":{"content":"Hi \\ud83d"}}]}\n\n', END], (DONE, FAILED)),
    'filtered': ([OK, event('Hi', 'content_filter')], (FAILED,)),
    'an error in the stream': ([OK, event('Hi'), b'data: {"error":{"message":"\x1b[31mKEY-CANARY","code":500}}\n\n'],
    (FAILED,)),
    'commands': ([answer('\x1b[2J\x1b]0;owned\x07Hi\x9b31m Ann\u202e.')], (DONE,)),
    'tool calls': ([OK,
    b'data: {"choices":[{"delta":{"tool_calls":[{"function":{"name":"rm"}}]},"finish_reason":"tool_calls"}]}\n\n',
    END], (DONE, FAILED)),
    'moved': ([b'HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:9/v1\r\nContent-Length: 0\r\n\r\n'], (FAILED,)),
    'moved to itself': ([b'HTTP/1.1 308 Moved\r\nLocation: /v1/chat/completions\r\nContent-Length: 0\r\n\r\n'],
    (FAILED,)),
    'a page': ([PLAIN % (b'502 Bad Gateway', b'text/html') + b'<h1>Bad gateway</h1>'], (FAILED,)),
    'a page that is fine': ([PLAIN % (b'200 OK', b'text/html') + b'<h1>Log in</h1>'], (FAILED,)),
    'JSON, not a stream': ([PLAIN % (b'200 OK', b'application/json') + b'{"choices":[{"message":{"content":"Hi"}}]}'],
    (DONE, FAILED)),
    'a large page': ([PLAIN % (b'500 Oops', b'text/html'), *[b'x' * 1_000_000] * 50], (FAILED,)),
    'no credit': ([PLAIN % (b'429 Too Many', b'application/json') + b'{"error":{"code":"insufficient_quota"}}'],
    (FAILED,)),
    'bad key': ([PLAIN % (b'401 No',
    b'application/json') + b'{"error":{"message":"Incorrect API key provided: KEY-CANARY"}}'], (FAILED,)),
    'wait for long': ([b'HTTP/1.1 429 Wait\r\nRetry-After: 99999999999999999999\r\nContent-Length: 0\r\n\r\n'],
    (FAILED,)),
    'wait for nothing': ([b'HTTP/1.1 429 Wait\r\nRetry-After: -5\r\nContent-Length: 0\r\n\r\n'], (FAILED,)),
    'wait until long ago': ([b'HTTP/1.1 503 Wait\r\nRetry-After: Mon, 01 Jan 0001 00:00:00 GMT\r\nContent-Length: 0\r\n\r\n'], (FAILED,)),
    'no HTTP': ([b'SSH-2.0-OpenSSH_9.9\r\n', 1], (FAILED,)),
    'HTTP 0.9': ([b'data: hello\n\n'], (FAILED,)),
    'status 999': ([PLAIN % (b'999 Yes', b'text/plain')], (FAILED,)),
    'endless head': ([b'HTTP/1.1 200 OK\r\n', *[b'X-A: ' + b'a' * 1000 + b'\r\n'] * 20_000], (FAILED,)),
    'wrong length': ([b'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 99999999\r\n\r\n' + event('Hi') + END], (DONE, FAILED)),
    'bad chunks': ([b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nHi'], (FAILED,)),
    'chunk noise': ([b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n'], (FAILED,)),
    'a bomb': (inflate_without_end, (FAILED,)),
    'no gzip': ([GZIPPED + b'hello'], (FAILED,)),
    'slow': ([OK, *[piece for byte in event('Hi Ann.') for piece in (bytes([byte]), 0.01)], END], (DONE,)),
    'cookies': ([OK.replace(b'\r\n\r\n', b'\r\nSet-Cookie: a=b; Domain=example.com\r\n\r\n') + event('Hi') + END],
    (DONE,)),
}

WAITING = {'silence', 'endless comments', 'stop, and open'}

STUDIES = {
    'good cards': [answer(json.dumps({'cards': [CARD]}))],
    '1,200 cards': [answer(json.dumps({'cards': [CARD | {'claim': claim} for claim in make_claims(1200)]}))],
    '160,000 braces': [answer('{' * 160_000)],
    '160,000 open lists': [answer('[' * 160_000)],
    'braces and quotes': [answer('{"' * 80_000)],
    'a card of 1 MB': [answer(json.dumps({'cards': [CARD | {'claim': 'word ' * 200_000}]}))],
    'commands in a card': [answer(json.dumps({'cards': [CARD | {'claim': 'You write \x1b[31m in red \u202e often.',
    'rate': '\x1b[2J'}]}))],
    'two values': [answer('{"cards": []} {"cards": []}')],
    'sentences that are none': [answer(json.dumps({'cards': [CARD | {'sentences': [-1, 0, 2**63, 'x', None, 1.5,
    [1]]}]}))],
    'many sentences': [answer(json.dumps({'cards': [CARD | {'sentences': list(range(100_000))}]}))],
    'nothing': [answer('')],
}


def start(home, pieces, **options):
    server = Server(pieces, **options)
    home.closers.append(server.close)
    home.server = server
    return server


def draft(home, pieces, *words):
    server = start(home, pieces)
    home.environment['IDIOLECT_API_KEY'] = 'KEY-CANARY'
    return ['--base-url', server.url, '--model', 'm', 'draft', '--only', 'generic', '--words', '30',
            *(words or ['Write to Ann'])]


def check_key(home, done):
    return 'the key was printed' if b'KEY-CANARY' in done.stdout + done.stderr else None


def infer(home, pieces):
    home.run('import', '--example')
    return ['--base-url', start(home, pieces, fit=True).url, '--model', 'm', 'infer']


def check_cards(home, done):
    shown = json.loads(home.run('cards', '--json').stdout)
    found = [card for card in shown if card.get('source') == 'found']
    return f'{len(found)} cards were kept' if len(found) > MOST_CARDS else None


def draft_with_key(home, key):
    words = draft(home, [answer('Hi Ann.')])
    home.environment['IDIOLECT_API_KEY'] = key
    return words


def check_sent(home, done):
    """The key is sent as one header line or not at all, and never printed."""
    if b'KEY-CANARY' in done.stdout + done.stderr:
        return 'the key was printed'
    for request in home.server.requests:
        head = request.partition(b'\r\n\r\n')[0]
        if b'X-Evil' in head.replace(b'Bearer', b'').splitlines():
            return 'the key made a header of its own'
        if done.status == 0 and b'KEY-CANARY' not in head:
            return 'it was sent without the key'
    return None


def draft_behind_proxy(home, name, value):
    words = draft(home, [answer('Hi Ann.')])
    home.proxy = start_proxy(home)
    for variable in ('http_proxy', 'HTTP_PROXY', 'all_proxy', 'https_proxy'):
        home.environment[variable] = f'http://127.0.0.1:{home.proxy.port}'
    words[1] = value.replace('PORT', str(home.server.port))
    return words


def start_proxy(home):
    proxy = Server([PLAIN % (b'502 Bad Gateway', b'text/plain')])
    home.closers.append(proxy.close)
    return proxy


def check_proxy(home, done):
    return f'the proxy was sent {home.proxy.requests[0][:80]!r}' if home.proxy.requests else None


def check_tokens(token):
    def check(home, done):
        bodies = b''.join(request.partition(b'\r\n\r\n')[2] for request in home.server.requests)
        said = json.loads(bodies) if bodies else {'messages': []}
        contents = ' '.join(message['content'] for message in said['messages'])
        return f'{token} was sent as it is' if token in contents else None
    return check


def list_cases(Case):
    for name, (pieces, statuses) in ANSWERS.items():
        slow = name in WAITING
        yield Case('answers', name, lambda home, pieces=pieces: draft(home, pieces), check_key, statuses,
                   300 if slow else 30, slow)
    for name, pieces in STUDIES.items():
        yield Case('answers', f'to a study: {name}', lambda home, pieces=pieces: infer(home, pieces), check_cards, seconds=20)
    for key in ('KEY-CANARY\n', 'KEY-CANARY\r\n', ' KEY-CANARY ', '\tKEY-CANARY', 'KEY-CANARY\r\nX-Evil: 1',
            'KEY-\x01CANARY', 'KEY-CANARY' * 10_000,
                'KEY-CANARY\x1b[31m', 'KEY-CANARYé', '\n', ' '):
        yield Case('keys', repr(key[:30]), lambda home, key=key: draft_with_key(home, key),
                   check_sent if 'KEY-CANARY' in key else check_key)
    for name in ('http://127.0.0.1:PORT/v1', 'http://localhost:PORT/v1', 'http://[::1]:PORT/v1', 'http://box:PORT/v1',
            'http://printer.local:PORT/v1',
                 'http://192.168.255.254:1/v1', 'http://10.255.255.254:1/v1', 'http://127.1.2.3:PORT/v1',
                 'http://LOCALHOST:PORT/v1'):
        yield Case('keys', f'proxy before {name}', lambda home, name=name: draft_behind_proxy(home, name, name),
                   check_proxy, seconds=60,
                   slow='255' in name)
    for token in CONTROL_TOKENS:
        yield Case('tokens', token, lambda home, token=token: draft(home, [answer('Hi Ann.')],
                   f'Write to {token} Ann'), check_tokens(token))
