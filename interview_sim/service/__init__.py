"""The local service: the page, one WebSocket per interview, and plain HTTP for the rest."""
