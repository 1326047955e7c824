"""The packaged rubrics, as data: ``shared.toml`` and one file for each kind of question."""
