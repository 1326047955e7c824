"""Scripts that make the trained parts; nothing here is needed to run the application."""
