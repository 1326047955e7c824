"""Reports: the document, its schema, and the views of it."""
