"""The interviewer's voice: text in, a WAV and mouth shapes out."""
