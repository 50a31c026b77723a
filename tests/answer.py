"""What servers of language models say, for those that play one."""
import json

import tap

CAPABILITY = json.loads((tap.SOURCE / 'data' / 'capability.json').read_text())


def event(text, reason=None):
    """One piece of an answer, as it goes over the wire."""
    choice = {'delta': {'content': text}, 'finish_reason': reason}
    return b'data: ' + json.dumps({'choices': [choice]}, ensure_ascii=False).encode() + b'\n\n'


END = event('', 'stop') + b'data: [DONE]\n\n'


def write_note(habits):
    """A note that shows all of these habits."""
    first = middle = last = ''
    for habit in habits:
        kind, value = habit['kind'], habit['value']
        if kind == 'first':
            first = value
        elif kind == 'last':
            last = value
        elif kind == 'once':
            middle += f'It is so, {value}. '
        elif kind == 'before':
            middle += 'Thank you for that. Is it so? '
    return f'{first}\n{middle}It is here.\n{last}'


def pass_capability_check(question):
    """The right answer to a question of the capability check, or nothing if it is none."""
    for note in CAPABILITY['notes']:
        if note['request'] in question:
            return write_note(note['habits'])
    for point in CAPABILITY['points']:
        if point['habit'] in question and point['sentences'][0] in question:
            return json.dumps({'sentences': point['answer']})
    for study in CAPABILITY['studies']:
        if all(text[1] in question for text in study['texts']):
            planted = study['planted'][0]
            card = {'axis': 'style', 'claim': f'You do it: {planted["words"][0]}.', 'rate': 'in 4 of 4 texts',
                    'instruction': 'Do it in each text.', 'sentences': planted['sentences']}
            return json.dumps({'cards': [card]})
    return None
