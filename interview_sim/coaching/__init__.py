"""Coaches: their rubrics, their reviews of a report, and how well they and the machine agree."""
