"""The report as one HTML file: no script, nothing loaded from anywhere, readable in any browser and on paper."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from interview_sim.reports import charts
from interview_sim.reports.report import Report
from interview_sim.reports.views.whole import ReportView


def render_html(report: Report) -> str:
    """The report as a self-contained page.

    All text from the report is escaped, and a content security policy forbids scripts, requests and every style but
    the page's own, which it knows by its hash.
    """
    environment = _environment()
    css = environment.get_template("report.css.j2").render().strip()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return environment.get_template("report.html.j2").render(
        view=ReportView(report),
        report=report,
        css=Markup(css),  # noqa: S704 - our own file, with nothing from a report in it
        policy=policy,
        part_names=charts.PART_NAMES,
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("interview_sim.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["figure"] = charts.figure
    return environment
