"""What can be wrong with an answer: with its words, with its sound, and with what the recogniser made of it.

The cuts come from recordings of real people made worse step by step (``tests/accuracy/noise.py``): a need is refused
before what rests on it is off by much more than is told at each cut. A fault bars only what it spoils: noise hides
fillers and pauses long before it hides words, and somebody else's voice spoils how an answer sounds, not what is said.
"""
