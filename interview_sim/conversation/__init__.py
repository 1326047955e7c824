"""The conversation: when a turn ends, what a candidate wishes, what an interviewer asks next.

Pure: what was heard goes in, the engine's events come out; no clock, no sound, no model but those of ``scoring``.
"""
