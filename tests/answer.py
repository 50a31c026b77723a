"""What servers of language models say, for those that play one."""
import json

import tap

CAPABILITY = json.loads((tap.SOURCE / 'data' / 'capability.json').read_text())


def event(text, reason=None):
    """One piece of an answer, as it goes over the wire."""
    choice = {'delta': {'content': text}, 'finish_reason': reason}
    return b'data: ' + json.dumps({'choices': [choice]}, ensure_ascii=False).encode() + b'\n\n'


END = event('', 'stop') + b'data: [DONE]\n\n'


def pass_capability_check(question):
    """The right answer to a question of the capability check, or nothing if it is none."""
    if CAPABILITY['note'] in question:
        return json.dumps({name: CAPABILITY[name] for name in ('from', 'to', 'chairs')})
    for point in CAPABILITY['points']:
        if point['sentences'][0] in question:
            return json.dumps({'sentence': point['answer']})
    for rule in CAPABILITY['rules']:
        if rule['request'] in question:
            return f'{rule["first"]}, dear. Is that well?'
    return None
