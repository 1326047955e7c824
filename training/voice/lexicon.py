"""Speak technical terms with both voices, hear them back, and list those that were heard as something else.

``python -m training.voice.lexicon`` says the terms of the question banks that are no ordinary English words, and those
below, each inside a sentence; ``python -m training.voice.lexicon TERM ...`` only these. Where the voice said a term
wrong, ``interview_sim/speech/voices/pronunciations.yaml`` puts it right. The recogniser also spells in ways of its own
("engine X", "cash"): what sounds like the term, by the phonemes that it should have, counts as heard and is marked so.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from interview_sim.library.banks import Library
from interview_sim.library.mishearings import Kept, Reader, hear_terms
from interview_sim.parts import assemble
from interview_sim.settings import Settings
from interview_sim.speech.voices.hibari import HibariSpeaker
from interview_sim.speech.voices.joe import JoeSpeaker
from interview_sim.speech.voices.lexicon import pronounced
from interview_sim.speech.voices.reading import reader
from scoring.text.language import lemmas, tokens

USUAL = """
    PostgreSQL|Redis|nginx|Kubernetes|kubectl|SQL|API|JSON|YAML|OAuth|gRPC|idempotent|RLHF|LoRA|QLoRA|GPT|CI/CD|p95|p99|
    LLM|LLaMA|BERT|CUDA|NumPy|pandas|PyTorch|TensorFlow|scikit-learn|Hugging Face|RAG|DPO|PPO|BLEU|ROUGE|F1 score|k8s|
    Docker|Helm|Istio|Terraform|Ansible|GitHub|GitLab|Jenkins|Kafka|RabbitMQ|MySQL|SQLite|MongoDB|DynamoDB|Cassandra|
    GraphQL|REST|HTTP|HTTPS|TCP|UDP|DNS|TLS|SSH|JWT|CORS|XML|CSV|HTML|CSS|AWS|GCP|Azure|EC2|S3|IAM|VPC|SDK|IDE|ORM|CRUD|
    ACID|CAP theorem|MVC|TDD|OOP|async|await|mutex|deadlock|regex|webhook|microservices|DevOps|MLOps|SLO|SLA|TypeScript|
    JavaScript|Node.js|React|Vue|Angular|Django|Flask|FastAPI|Golang|C#|C++|.NET|Rust|Kotlin|pytest|JUnit|Linux|Ubuntu|
    Bash|sudo|cron|localhost|cache|hashing|latency|throughput|quorum|Paxos|Raft|Prometheus|Grafana|Datadog|Elasticsearch|
    Krippendorff's alpha|Cohen's kappa|Fleiss' kappa|softmax|tokenizer|epoch|hyperparameter|fine-tuning|Qwen|DeepSeek|
    Anthropic|OpenAI|Claude|Gemini|Mistral|LangChain|embeddings|cosine similarity|sepsis|SBAR|triage|EHR
"""
"""What candidates and interviewers say beside what stands in the banks."""

ALIKE = 0.9
"""Share of phonemes in common from which two words sound alike: a long term may differ in one."""

_REDUCED = str.maketrans("ᵻᵊɐʌTɾɔ", "ɪəəətdɑ", "ˈˌː")
"""What American English, and the recogniser, do not keep apart."""

READERS = ((HibariSpeaker, 0.8), (JoeSpeaker, 0.9))


def usual() -> tuple[str, ...]:
    """The terms above."""
    return tuple(term.strip() for term in USUAL.split("|"))


def of_banks(library: Library) -> Iterator[str]:
    """The terms that a question of any bank listens for and that are no ordinary words."""
    for bank in library.banks.values():
        for question in bank.questions:
            yield from (term.text for concept in question.concepts for term in concept.terms if is_odd(term.text))


def is_odd(term: str) -> bool:
    """Whether a term has an abbreviation, a figure or a word that no dictionary has."""
    parts = [part.strip(".,'’") for part in re.split(r"[\s/]+", term)]
    return any(re.search(r"[A-Z].*[A-Z]|\d", part) or not lemmas.in_dictionary(part.lower()) for part in parts if part)


def is_spelled(term: str, heard: str) -> bool:
    """Whether what was heard holds the term, however it is spelled apart or together."""
    return _squeezed(term) in _squeezed(heard)


def sounds_like(term: str, heard: str) -> bool:
    """Whether what was heard is spoken as the term should be, stress and reduced vowels aside."""
    wanted, got = _sounds(term), _sounds(heard)
    return SequenceMatcher(None, wanted, got, autojunk=False).ratio() >= ALIKE


def _squeezed(text: str) -> str:
    return re.sub("is(e|i|a)", r"iz\1", "".join(tokens.split(text))).replace("'", "")


def _sounds(text: str) -> str:
    phonemes = str(reader()(pronounced(text)))
    return "".join(phoneme for phoneme in phonemes.translate(_REDUCED) if phoneme.isalpha())


def main(arguments: list[str]) -> None:
    """Speak, hear, list."""
    settings = Settings()
    terms = tuple(dict.fromkeys(arguments or [*usual(), *of_banks(Library(settings.banks))]))
    kept = Kept(Path(settings.data) / "cache" / "pronunciations.json")
    transcriber = assemble(settings).transcriber
    spelled = alike = made_out = 0
    for voice, pace in READERS:
        one = Reader(voice(pace), 1.0, "we used", "last week")
        found = hear_terms(terms, (one,), transcriber, kept)
        name = one.speaker.identity().name
        for term in terms:
            made_out += len(found[term])
            if any(is_spelled(term, text) for text in found[term]):
                spelled += 1
                continue
            like = any(sounds_like(term, text) for text in found[term])
            alike += like
            made_of_it = ", ".join(found[term]) or "(the sentence around it was not made out)"
            sys.stdout.write(f"{name:6} {term:28} {'~ ' if like else '  '}{made_of_it}\n")
    said = len(READERS) * len(terms)
    sys.stdout.write(
        f"{len(terms)} terms, said {said} times, {made_out} times made out: {spelled} as they are written, "
        f"{alike} more as they sound, together {(spelled + alike) / said:.1%}\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
