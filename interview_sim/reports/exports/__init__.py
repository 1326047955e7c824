"""Views of a report for other programs and for paper: Markdown, PDF, CSV, captions."""
