"""The session engine: a table of states and transitions. Events in, commands out; no clock, no disk, no sound.

Browser, command line and tests drive this same engine through :mod:`interview_sim.live.runner`.
"""
