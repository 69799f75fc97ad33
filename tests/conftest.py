"""What holds for every test."""

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

#: A deadline for each example fails on a busy machine, not on slow code.
settings.register_profile("jiqun", settings.default, deadline=None)
settings.load_profile("jiqun")
#: For a second run of the same tests, elsewhere: --hypothesis-profile=few
settings.register_profile("few", settings.get_profile("jiqun"), max_examples=20)

IN_CI = os.environ.get("CI") == "true"


def forbid_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Make a skip a failure: in CI everything is installed, so a skip hides a missing step.

    An expected failure (xfail) is reported as skipped too, but it did run.
    """
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    forbid_skip(report)
    return report
