"""``python -m interview_sim`` is the same as ``interview-sim``."""

from interview_sim.cli import main

if __name__ == "__main__":
    main()
