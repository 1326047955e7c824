"""What many interviews show together: how things change, what to practise next, and how a cohort does."""
