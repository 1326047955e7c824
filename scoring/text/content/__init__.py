"""What an answer says: figures, names, deeds, concepts, and what only sounds like them."""
