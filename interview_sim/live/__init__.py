"""An interview while it runs: what happens in it becomes events, what the engine asks for is carried out."""
