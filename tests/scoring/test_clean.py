import pytest

from scoring.answer import Answer
from scoring.derived import Derived
from scoring.examples import concept, question, spoken, typed
from scoring.text.sentences import clean

TERMS = question(concepts=(concept("a", "RLHF"), concept("b", "PostgreSQL"), concept("c", "Cohen's kappa")))


def read(text: str | Answer) -> list[str]:
    derived = Derived(spoken(text, TERMS) if isinstance(text, str) else text)
    return [sentence.text for sentence in derived.once(clean.sentences)]


def test_fillers_and_restarts_are_taken_out_and_the_rest_stays_in_order():
    derived = Derived(spoken("um so we had to we needed to call you know the client"))
    assert " ".join(derived.words[i].text for i in derived.once(clean.kept)) == "so we needed to call the client"


def test_a_filler_that_is_only_possible_stays():
    derived = Derived(spoken("it was like a dream"))
    assert len(derived.once(clean.kept)) == 5


def test_the_commas_around_a_filler_go_with_it():
    assert read("It was, you know, hard. We had two teams, right? I wrote, um, the rule.") == [
        "It was hard.",
        "We had two teams.",
        "I wrote the rule.",
    ]


def test_punctuation_that_the_recogniser_wrote_is_kept():
    assert read(typed("Did it work? Yes, it did! We shipped on Monday.")) == [
        "Did it work?",
        "Yes, it did!",
        "We shipped on Monday.",
    ]


def test_without_punctuation_pauses_and_grammar_make_the_sentences():
    text = (
        "in my last job i was responsible for the annotation team [0.6] the guideline was old and nobody read it [0.6]"
        " as a result we had many wrong labels [0.6] i wrote a new one in two weeks"
    )
    assert read(text) == [
        "In my last job I was responsible for the annotation team.",
        "The guideline was old and nobody read it.",
        "As a result, we had many wrong labels.",
        "I wrote a new one in two weeks.",
    ]


def test_a_pause_inside_a_noun_phrase_ends_no_sentence():
    assert read("we wrote the [0.9] guideline for the [0.9] second team") == [
        "We wrote the guideline for the second team."
    ]


def test_a_stretch_without_a_verb_is_no_sentence_of_its_own():
    assert len(read("we met the client [1.0] on a monday morning [1.0] and they were happy with it")) <= 2


def test_terms_of_the_question_read_as_the_bank_spells_them():
    assert read("i used rlhf and r l h f and postgre sql [0.6] cohen's kappa was low") == [
        "I used RLHF and RLHF and PostgreSQL.",
        "Cohen's kappa was low.",
    ]


def test_a_question_ends_in_a_question_mark_and_a_statement_that_begins_like_one_does_not():
    assert read("what did we do") == ["What did we do?"]
    assert read("what i did was simple") == ["What I did was simple."]


def test_a_comma_stands_before_a_second_clause_with_its_own_subject():
    assert read("we had only two weeks for it and they wanted three reports") == [
        "We had only two weeks for it, and they wanted three reports."
    ]


def test_a_comma_stands_after_a_clause_in_front():
    assert read("when i joined the team we had no tests") == ["When I joined the team, we had no tests."]


def test_a_sentence_points_at_its_words():
    derived = Derived(spoken("um we wrote it. Then uh we left."))
    first, second = derived.once(clean.sentences)
    assert (first.words, first.start_word, first.end_word) == ((1, 2, 3), 1, 4)
    assert second.words == (4, 6, 7)


def test_every_kept_word_stands_in_one_sentence():
    derived = Derived(spoken("so we had like ten people and it was kind of a mess you know " * 30))
    words = [i for sentence in derived.once(clean.sentences) for i in sentence.words]
    assert words == list(derived.once(clean.kept))


def test_a_very_long_stretch_is_cut_even_where_other_full_stops_were_written():
    text = "We began. " + "we checked the labels and then the team wrote a rule so it was better for us all " * 6 + "."
    assert max(len(one.words) for one in Derived(typed(text)).once(clean.sentences)) < 60


def test_a_long_pause_begins_a_paragraph_where_there_is_one_to_end():
    text = "We began. It was late. I wrote a rule. [2.0] Then we left. [2.0] It was good."
    assert clean.text(Derived(spoken(text))) == "We began. It was late. I wrote a rule.\n\nThen we left. It was good."


@pytest.mark.parametrize(
    "text", ["", "um um", "-", "word " * 120, "😀 😀 ok", "<b>we</b> &amp; <script>", "שלום עולם " * 50]
)
def test_anything_can_be_cleaned(text: str):
    for answer in (typed(text), spoken(text)):
        derived = Derived(answer)
        assert len(derived.once(clean.kept)) == sum(len(one.words) for one in derived.once(clean.sentences))
        assert isinstance(clean.text(derived), str)
