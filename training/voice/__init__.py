"""The voices of the interviewer and of the candidate: what they say wrong, and how much one voice scatters."""
