#!/usr/bin/env python3
"""Gives idiolect-cli what a mean, broken or careless world might, some 500 times, and looks at how it takes it.

  hostile.py [--sample] [--tap] [--json FILE] [GROUP …]

Whatever comes in, the program ends by itself and in time; says in a sentence what did not work; takes memory in
proportion to what it reads; and prints nothing that a terminal would obey. `--sample` takes some of each group. Prints
what failed, and one line of figures.
"""
import argparse
import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time

sys.path.append(str(pathlib.Path(__file__).parent.parent / 'cli'))

import cli  # noqa: E402
import inputs  # noqa: E402

# The sanitizers make programs slower and larger.
SANITIZED = b'__asan_init' in cli.PROGRAM.read_bytes()
SLOWER = 5 if SANITIZED else 1
MEGABYTE = 1000 * 1000

# What the program may take: so much with nothing to do, and ten times what it reads, but never more than this.
IDLE_BYTES = 100 * MEGABYTE
MOST_BYTES = 400 * MEGABYTE
TIMES_INPUT = 10

# At this a program is ended before it takes all that the machine has.
TOO_MUCH_BYTES = 2000 * MEGABYTE
MAX_OUTPUT = 20 * MEGABYTE

SAMPLE = 60

COMPLAINTS = re.compile(r'CRITICAL|WARNING \*\*|\*\* ERROR|Sanitizer|runtime error:|assertion|Assertion|Traceback|core dumped')

# All that a terminal obeys, and what turns the rest of a line around
COMMANDS = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]')


class Done:
    """How a program ended, and what it took."""

    def __init__(self, status, seconds, peak, stdout, stderr, stopped):
        self.status, self.seconds, self.peak, self.stopped = status, seconds, peak, stopped
        self.stdout, self.stderr = stdout, stderr


def read_peak(pid):
    """The most that a process took so far. What wait4() says has this program's own memory in it, from before exec."""
    try:
        return int(re.search(r'VmHWM:\s+(\d+)', pathlib.Path(f'/proc/{pid}/status').read_text())[1]) * 1024
    except (OSError, TypeError):
        return 0


def run(words, environment, stdin, seconds):
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        began = time.monotonic()
        started = subprocess.Popen(words, env=environment, stdin=stdin or subprocess.DEVNULL, stdout=stdout,
        stderr=stderr,
                                   start_new_session=True)
        stopped, peak = None, 0
        while True:
            pid, status = os.waitpid(started.pid, os.WNOHANG)
            if pid:
                break
            peak = max(peak, read_peak(started.pid))
            if time.monotonic() - began > seconds:
                stopped = stopped or f'it did not end within {seconds} seconds'
            if peak > TOO_MUCH_BYTES * SLOWER:
                stopped = stopped or f'it took {peak // MEGABYTE} MB and wanted more'
            if os.fstat(stdout.fileno()).st_size + os.fstat(stderr.fileno()).st_size > MAX_OUTPUT:
                stopped = stopped or 'it printed without end'
            if stopped:
                os.killpg(started.pid, signal.SIGKILL)
            time.sleep(0.005)
        started.returncode = os.waitstatus_to_exitcode(status)
        for file in (stdout, stderr):
            file.seek(0)
        return Done(started.returncode, time.monotonic() - began, peak, stdout.read(), stderr.read(), stopped)


def is_sentence(line):
    """Whether a person can do something with it."""
    return re.fullmatch(r'idiolect-cli: \S.*[.!?”:…)\w\\]', line) is not None and len(line) < 1000


def judge(case, done, size):
    """All that is wrong with how it ended."""
    problems = []
    errors = done.stderr.decode(errors='backslashreplace')
    output = done.stdout.decode(errors='backslashreplace')
    if done.stopped:
        problems.append(done.stopped)
    elif done.status < 0:
        problems.append(f'it was ended by {signal.Signals(-done.status).name}')
    elif done.status not in case.statuses:
        problems.append(f'it ended with status {done.status}')
    if complaint := COMPLAINTS.search(errors):
        problems.append(f'it complained: {errors[complaint.start() - 80 if complaint.start() > 80 else 0:][:240]!r}')
    lines = errors.splitlines()
    if done.status > 0 and not done.stopped and not (lines and is_sentence(lines[0])) and not errors.startswith('Usage:'):
        problems.append(f'it failed without a sentence: {errors[:200]!r}')
    for name, text in (('output', output), ('errors', errors)):
        if command := COMMANDS.search(text):
            problems.append(f'its {name} have U+{ord(command[0]):04X} in them')
    limit = min(MOST_BYTES, IDLE_BYTES + TIMES_INPUT * size)
    if not SANITIZED and not done.stopped and done.peak > limit:
        problems.append(f'it took {done.peak // MEGABYTE} MB, and {limit // MEGABYTE} MB are enough')
    return problems


def count_bytes(path):
    return sum(file.stat().st_size for file in path.rglob('*') if file.is_file() and not file.is_symlink())


def try_case(case):
    """Runs one case in a home of its own. Returns how it ended, and what is wrong."""
    home = cli.Home()
    home.closers = []
    # A case that wants a model says which.
    home.environment.pop('IDIOLECT_MODEL', None)
    try:
        words = case.prepare(home)
        size = count_bytes(home.path)
        done = run(home.command(*words), home.environment, getattr(home, 'stdin', None), case.seconds * SLOWER)
        problems = judge(case, done, size)
        if case.check and not problems:
            problem = case.check(home, done)
            problems = [problem] if problem else []
        return done, problems
    finally:
        for close in home.closers:
            close()
        home.remove()


def choose(cases, groups, sample):
    chosen = [case for case in cases if not groups or case.group in groups]
    if not sample:
        return chosen
    # The same each time, some of each group.
    quick = [case for case in chosen if not case.slow]
    step = max(1, len(quick) / SAMPLE)
    return [quick[int(i * step)] for i in range(min(SAMPLE, len(quick)))]


def report(results, file):
    file.write_text(json.dumps([{
        'group': case.group, 'name': case.name, 'status': done.status, 'seconds': round(done.seconds, 2),
        'megabytes': done.peak // MEGABYTE, 'problems': problems} for case, done, problems in results],
        indent=2, ensure_ascii=False) + '\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--sample', action='store_true')
    parser.add_argument('--tap', action='store_true')
    parser.add_argument('--json', type=pathlib.Path)
    parser.add_argument('groups', nargs='*')
    options = parser.parse_args()
    # What crashes is seen in its status; the core would only fill the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cases = choose(inputs.list_cases(), options.groups, options.sample)
    groups = list(dict.fromkeys(case.group for case in cases))
    results = []
    began = time.monotonic()
    if options.tap:
        print(f'1..{len(groups)}', flush=True)
    for number, group in enumerate(groups, 1):
        tried = [(case, *try_case(case)) for case in cases if case.group == group]
        failed = [(case, problems) for case, _, problems in tried if problems]
        results += tried
        if options.tap:
            print(f'{"not ok" if failed else "ok"} {number} /hostile/{group} # {len(tried)} inputs')
        for case, problems in failed:
            print(f'{"# " if options.tap else ""}{group}, {case.name}: {"; ".join(problems)}', flush=True)
    n_failed = sum(bool(problems) for _, _, problems in results)
    slowest = max(results, key=lambda result: result[1].seconds)
    largest = max(results, key=lambda result: result[1].peak)
    print(f'{"# " if options.tap else ""}{len(results)} inputs in {time.monotonic() - began:.0f} s, {n_failed} failed; at most '
          f'{slowest[1].seconds:.1f} s ({slowest[0].name}) and {largest[1].peak // MEGABYTE} MB ({largest[0].name})')
    if options.json:
        report(results, options.json)
    return 1 if n_failed else 0


if __name__ == '__main__':
    sys.exit(main())
