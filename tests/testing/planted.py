"""What the tests of planted faults share."""

import pytest

from plotkit.testing import CheckError


def faults_of(check, thing, **options):
    """Run a check that must fail; return its report by situation."""
    with pytest.raises(CheckError) as caught:
        check(thing, **options)
    report = caught.value.report
    assert str(report) == str(caught.value)
    return {fault.situation: fault for fault in report.faults}
