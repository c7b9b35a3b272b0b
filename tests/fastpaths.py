"""Tests of fast paths, where these step aside."""

from plotkit.mpl.fast.registry import PATHS


def where_measured(name, plain):
    """Run a test where a fast path was measured; elsewhere see that `plain` holds, a function.

    It stands above all other decorators of the test.
    """

    def decorate(test):
        def test_it_steps_aside():
            assert plain()

        return test if PATHS[name].measured else test_it_steps_aside

    return decorate
