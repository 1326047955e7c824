"""What a sentence wishes of the interviewer, learned from phrasings."""
