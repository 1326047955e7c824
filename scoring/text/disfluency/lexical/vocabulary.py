"""Small words by what they do in a sentence, as the rules of several filler words ask for them."""

from __future__ import annotations

from scoring.text.language.lists import word_set

SUBJECTS = word_set(
    "i we you they he she it there this that i'm we're you're they're he's she's it's i've we've you've they've "
    "i'd we'd you'd they'd he'd she'd it'd i'll we'll you'll they'll he'll she'll it'll that's there's everybody "
    "everyone nobody somebody someone people"
)
OBJECTS = word_set("me him her them us")
STARTERS = word_set("and but so or then because cause well okay ok yeah yes no oh now")
BE = word_set("be am is are was were been being i'm we're you're they're he's she's it's that's there's wasn't isn't")
ARTICLES = word_set("a an the")
POSSESSIVES = word_set("my your our their his its whose")
DEMONSTRATIVES = word_set("this that these those")
ASKING = word_set("what how why where when who which whose whom whether")
MODALS = word_set("can could will would should may might must shall")
