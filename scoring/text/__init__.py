"""What can be read from the words of an answer, each thing once, for metrics to judge.

- `language`: English as such: tokens, numbers, dictionary forms, grammar, wordings to look for; it knows no answer
- `disfluency`: sounds and words that fill, beginnings said again
- `sentences`: the clean text: the words that were meant, in sentences
- `discourse`: how an answer is laid out: opening and close, examples, steps, placeholders
- `wording`: fixed wordings that help no listener: hedges, general phrases, apologies
- `content`: what is said: figures, names, deeds, and whether concepts were used, listed or read back

Lists and patterns stand in a ``.toml`` beside the module that reads them.
"""
