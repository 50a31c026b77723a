"""Lets unittest's tests speak TAP, one line a test, which `./dev test` counts.

Tests find the checkout and the build folder here, as Meson gives them.
"""
import os
import pathlib
import sys
import traceback
import unittest

SOURCE = pathlib.Path(os.environ.get('IDIOLECT_SOURCE', pathlib.Path(__file__).parent.parent)).resolve()
BUILD = pathlib.Path(os.environ.get('IDIOLECT_BUILD', SOURCE / 'build' / 'debug')).resolve()


unittest.TestCase.maxDiff = None


class Result(unittest.TestResult):
    def _print(self, word, test, text=''):
        print(f'{word} {self.testsRun} {test.id().removeprefix("__main__.")}')
        for line in text.splitlines():
            print(f'# {line}')
        sys.stdout.flush()

    def addSuccess(self, test):
        self._print('ok', test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        where = traceback.format_exception(*err)
        self._print('not ok', test, f'{err[1]}' if isinstance(err[1], AssertionError) else ''.join(where))

    addError = addFailure


def main():
    """Runs the tests of the program that calls this, or those whose names contain its argument."""
    loader = unittest.TestLoader()
    if len(sys.argv) > 1:
        loader.testNamePatterns = [f'*{sys.argv[1]}*']
    suite = loader.loadTestsFromModule(sys.modules['__main__'])
    print(f'1..{suite.countTestCases()}', flush=True)
    result = Result()
    suite.run(result)
    sys.exit(bool(result.failures))
