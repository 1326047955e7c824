"""The pure scoring library: an Answer in, evidence-bound Results out.

It imports nothing of ``interview_sim``, opens no socket, and loads no model when imported.
"""
