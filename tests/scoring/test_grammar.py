from concurrent.futures import ThreadPoolExecutor

import pytest

from scoring.derived import Derived
from scoring.examples import spoken, typed
from scoring.text.language import grammar


def parsed(text: str) -> tuple[grammar.Node, ...]:
    return Derived(typed(text)).once(grammar.parse)


def test_a_contraction_is_two_nodes_of_one_word():
    nodes = parsed("they don't agree")
    assert [(node.text, node.word) for node in nodes] == [("they", 0), ("do", 1), ("n't", 1), ("agree", 2)]


def test_a_node_points_at_its_head():
    nodes = parsed("I wrote the new rule.")
    wrote = next(node for node in nodes if node.text == "wrote")
    rule = next(node for node in nodes if node.text == "rule")
    assert (wrote.dep, wrote.tag, wrote.lemma, nodes[wrote.head]) == ("ROOT", "VBD", "write", wrote)
    assert (rule.pos, rule.dep, nodes[rule.head]) == ("NOUN", "dobj", wrote)


def test_vocal_fillers_are_not_shown_to_the_parser_and_indexes_are_those_of_the_answer():
    nodes = parsed("um we uh checked it")
    assert [(node.text, node.word) for node in nodes] == [("we", 1), ("checked", 3), ("it", 4)]


def test_punctuation_is_a_node_of_its_word_and_closes_sentences():
    nodes = parsed("We stopped. Then we began.")
    assert [node.text for node in nodes if node.opens] == ["We", "Then"]
    assert (nodes[2].text, nodes[2].word) == (".", 1)


def test_parts_of_speech_are_found_without_punctuation_or_case():
    nodes = parsed("i like the rule but it looks like noise")
    assert [node.pos for node in nodes if node.text == "like"] == ["VERB", "ADP"]


def test_heads_of_a_very_long_answer_stay_in_their_own_sentence():
    nodes = parsed("We checked every label twice. " * 420)
    assert {nodes[node.head].text for node in nodes if node.text == "labels" or node.text == "label"} == {"checked"}
    assert all(abs(node.head - position) < 6 for position, node in enumerate(nodes))


def test_each_word_knows_its_nodes():
    nodes = Derived(typed("we can't um ship"))
    spans = grammar.by_word(nodes)
    assert {word: list(span) for word, span in spans.items()} == {0: [0], 1: [1, 2], 3: [3]}


@pytest.mark.parametrize(
    "text", ["", "-", "um", "😀 😀", "<b>bold</b> &amp; <script>", "שלום עולם", "a" * 200, "word " * 120]
)
def test_anything_can_be_parsed(text: str):
    derived = Derived(typed(text))
    assert {node.word for node in derived.once(grammar.parse)} == set(derived.lexical)


def test_answers_parsed_at_the_same_time_do_not_disturb_one_another():
    text = "so we had this kind of problem where they don't agree " * 10
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: Derived(spoken(text)).once(grammar.parse), range(8)))
    assert all(one == found[0] for one in found)
