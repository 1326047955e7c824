"""The report as one HTML file with everything inside: style, scripts, figures, and sound where it is given."""

from interview_sim.reports.html.page import Page, render_html, render_page

__all__ = ["Page", "render_html", "render_page"]
