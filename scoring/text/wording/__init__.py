"""Fixed wordings that help no listener: hedges, general phrases, apologies."""
