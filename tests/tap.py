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


def explain(err):
    if isinstance(err[1], AssertionError):
        return str(err[1])
    return ''.join(traceback.format_exception(*err))


class Result(unittest.TestResult):
    def startTest(self, test):
        super().startTest(test)
        self.problems = []

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.problems.append(explain(err))

    addError = addFailure

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.addFailure(test, err)
            self.problems[-1] = f'{subtest._subDescription()} {self.problems[-1]}'

    def stopTest(self, test):
        super().stopTest(test)
        print('not ok' if self.problems else 'ok', self.testsRun, test.id().removeprefix('__main__.'))
        for line in '\n'.join(self.problems).splitlines():
            print(f'# {line}')
        sys.stdout.flush()


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
