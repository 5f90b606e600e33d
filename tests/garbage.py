"""A plugin of pytest by which Python looks for garbage less often: that took a fifth of the processor's time.

What is there when the tests have been found, modules and tests above all, stays until the end. Python would look
through all of it again and again, since each page and form that a test makes is garbage that refers to itself.
"""

import gc

import pytest

# How many new objects that refer to others there are before the youngest are looked through; how often that happens
# before older ones are, too. By itself Python takes 700, 10 and 10.
SELDOM = (20_000, 20, 20)

# While modules are imported and tests are found nothing of it becomes garbage.
gc.disable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """Leave what is there now out of every search from here on; in the process that hands tests out, too."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()
