"""Whether somebody stopped in the middle of a sentence: its last words, and its grammar, say that more must come."""

from __future__ import annotations

from collections.abc import Sequence

from interview_sim.conversation.statement import parsed
from scoring.derived import Derived
from scoring.star.segments import segments
from scoring.text.language.grammar import Node, parse
from scoring.text.language.lists import word_set

_OPEN = word_set("""
    and or but nor because since although though unless until while whereas whether if when where which who whom whose
    than so like then as
    the a an this these those my our your his her its their every each another
    of to for from with at by in on into onto about between among through during without within against toward
    towards via per including
    i we he she they who's i'm we're they're i'd we'd i've we've
    is are was were am be been being has have had will would can could should must might may
    very really quite rather pretty such too more most also just basically actually mainly mostly
    mean well next finally additionally furthermore however
""")
"""Words after which hardly any sentence is over."""

_CLOSED = word_set("""
    too more well then so also first though in on about to through have had was is are were be can could would should
    did do does this those these since each another with of for by against from at between where has really
""")
"""Those of them that may end one: after such a word grammar has to say that it goes on."""

_LEADS = word_set("when whenever if although though while once unless until since after before as whereas")
"""Words that open a clause after which the main one is awaited; "because" and "so" also begin an afterthought."""

_INSIDE = frozenset({"ccomp", "relcl", "advcl", "pcomp", "csubj"})
"""Clauses that may end with "is": "I saw where it was"."""

_ON = word_set("then now later early here there")
"""Words after which "on" is no preposition."""

_THINKING = word_set("think say know believe mean hope see feel realise realize learn understand decide")

_HANGING = frozenset({"det", "aux", "auxpass", "mark", "cc", "nsubj", "nsubjpass", "expl", "poss", "predet"})
"""Relations to something that has not been said yet when they are the last word."""

_CLAUSE = 10
"""Nodes at the end that are looked at: recognisers write few full stops, so that a sentence may be many."""

_BROKEN = ("-", "–", "—", "…", "...", ",")


def why_unfinished(derived: Derived) -> str | None:
    """Why the last sentence goes on, in a few words; null where it may be over."""
    if not derived.words:
        return None
    last = len(derived.words) - 1
    if last in derived.vocal:
        return "the last sound held the floor"
    if not derived.lexical:
        return None
    spoken = derived.words[last].text.rstrip("\"'”’ ")
    token = derived.word_tokens[derived.lexical[-1]][-1]
    if token in _OPEN and token not in _CLOSED:
        return f"the last word was “{token}”"
    if spoken.endswith(_BROKEN):
        return "the sentence broke off"
    return _hanging(derived.once(parse))


def _hanging(nodes: Sequence[Node]) -> str | None:
    start = max((place for place, node in enumerate(nodes) if node.opens), default=0)
    sentence = [node for node in nodes[start:] if node.pos != "PUNCT"][-_CLAUSE:]
    if not sentence:
        return None
    last = sentence[-1]
    tag_question = last.tag == "PRP" and len(sentence) > 1 and sentence[-2].pos in {"AUX", "PART"}
    if (last.dep in _HANGING and not tag_question) or last.tag in {"PRP$", "CC"}:
        return f"the last word was “{last.text.lower()}”"
    if last.dep == "neg" and len(sentence) > 1 and sentence[-2].tag not in {"RB", "CC"}:
        return f"the last word was “{last.text.lower()}”"
    if last.text.lower() == "that" and len(sentence) > 1 and sentence[-2].lemma in _THINKING:
        return "the last word was “that”"
    if last.dep == "prep" and len(sentence) > 1 and not (_asks(sentence) or _says_when(sentence)):
        return f"the last word was “{last.text.lower()}”"
    if last.lemma == "be" and last.dep not in _INSIDE and len(sentence) > 2:
        return f"the last word was “{last.text.lower()}”"
    return None


def why_led(derived: Derived) -> str | None:
    """Why the last statement may be one that leads up to the next: all of it hangs on its first word, "when …".

    Without punctuation it may as well end the one before: "we all went home | when it was fixed".
    """
    found = derived.once(segments)
    text = found[-1].text if found else ""
    first = text.split(" ", 1)[0]
    if first not in _LEADS:
        return None
    return f"what began with “{first}” was open" if _root_is_led(parsed(text)) else None


def _asks(sentence: Sequence[Node]) -> bool:
    """Whether a question word or a comparison stands before: "what it was for", "as it is"."""
    return any(
        node.tag in {"WP", "WDT", "WRB"} or node.dep == "relcl" or node.text.lower() in {"as", "than", "that"}
        for node in sentence
    )


def _says_when(sentence: Sequence[Node]) -> bool:
    """Whether the last word is an adverb: "from then on", "I have done so in every project since"."""
    *before, last = sentence
    if last.text.lower() == "on":
        return before[-1].text.lower() in _ON
    lasting = any(node.lemma == "have" and node.dep == "aux" and node.tag in {"VBP", "VBZ"} for node in before)
    return lasting and last.text.lower() == "since"


def _root_is_led(nodes: Sequence[Node]) -> bool:
    """Whether the first word hangs on the main verb, and no other finite clause hangs there too."""
    lead = nodes[0]
    verb = nodes[lead.head]
    if lead.dep not in {"mark", "advmod"} or nodes[verb.head] is not verb:
        return False
    others = (node for place, node in enumerate(nodes) if node.head == lead.head and place != lead.head)
    return not any(node.dep in {"ccomp", "conj", "parataxis"} and node.pos in {"VERB", "AUX"} for node in others)
