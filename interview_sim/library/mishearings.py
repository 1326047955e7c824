"""What the recogniser makes of a bank's terms: each is spoken and heard back, and the bank is told what came of it.

Every term is said by every voice at every pace, inside a sentence. Several sentences are heard in one recording, as in
an answer; what stands in a term's place is found between the words of the sentence around it.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from interview_sim.errors import BadBankError
from interview_sim.library.banks import BankFile, read_bank
from interview_sim.ports import SAMPLE_RATE, Pcm, Speaker, Transcriber
from interview_sim.speech.recognise import recipe, transcribe
from interview_sim.speech.voices.sound import recorded
from scoring.answer import Word, WordKind
from scoring.question import Concept, Mishearing
from scoring.text.language import lemmas, tokens
from scoring.text.language.numbers import merged
from scoring.text.language.phrases import Index, phrase
from scoring.text.language.tokens import Token

SENTENCES = (("we used", "last week"), ("the word", "came up"), ("it was about", "in the end"))
"""What stands before and after a term; a sentence for each pace, so that no term is heard in one setting alone."""

_SILENCE = np.zeros(round(0.5 * SAMPLE_RATE), np.int16)
PACES = (0.85, 1.0, 1.2)
_LONGEST = 55.0  # seconds of one recording, as long as a short answer
_NEAR = 0.8  # seconds by which the recogniser's word times may stray out of a sentence
_WIDE = 112  # letters of a line in a bank file
_RARE = 2  # a mis-hearing made of ordinary words must come at least this often, or it is an accident


@dataclass(frozen=True, eq=False)
class Reader:
    """A voice at a pace, and the words that it puts around every term."""

    speaker: Speaker
    pace: float
    before: str
    after: str

    def sentence(self, term: str) -> str:
        """What it says."""
        begun = f"{self.before[:1].upper()}{self.before[1:]} {term}"
        return f"{begun} {self.after}.".replace(" .", ".")


@dataclass(frozen=True)
class Clip:
    """One term, to be said by one reader."""

    term: str
    reader: Reader


class Kept:
    """What was heard already, in a JSON file: a term that was spoken before is not spoken again.

    A file that cannot be read or written is no obstacle: then everything is heard anew.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._heard: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._heard = {}

    def get(self, key: str) -> str | None:
        """What was heard under this key."""
        return self._heard.get(key)

    def add(self, heard: Mapping[str, str]) -> None:
        """Remember, on disk too."""
        self._heard.update(heard)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps(self._heard, indent=0), encoding="utf-8")
        except OSError:
            return


def readers() -> tuple[Reader, ...]:
    """Two voices at three paces. Nothing is loaded yet."""
    from interview_sim.speech.voices.hibari import HibariSpeaker
    from interview_sim.speech.voices.joe import JoeSpeaker

    return tuple(
        Reader(voice(pace * own), pace, *around)
        for voice, own in ((HibariSpeaker, 0.8), (JoeSpeaker, 0.9))
        for pace, around in zip(PACES, SENTENCES, strict=True)
    )


def hear_terms(
    terms: Sequence[str],
    readers: Sequence[Reader],
    transcriber: Transcriber,
    kept: Kept,
    on_progress: Callable[[float], None] = lambda share: None,
) -> dict[str, tuple[str, ...]]:
    """What stood in the place of each term, once for each time that the sentence around it could be made out.

    ``on_progress`` is told the share that is done, 0 to 1. Raises SpeechError.
    """
    clips = [Clip(term, reader) for reader in readers for term in dict.fromkeys(terms)]
    recogniser = f"{transcriber.identity()} {recipe()}"
    voices = {reader: f"{recogniser} {reader.speaker.identity()} {reader.pace}" for reader in readers}
    keys = {clip: _key(voices[clip.reader], clip.reader.sentence(clip.term)) for clip in clips}
    fresh = [clip for clip in clips if kept.get(keys[clip]) is None]
    # Mixed, so that the neighbours of a term are no other forms of it; in the same order every time.
    random.Random(1).shuffle(fresh)  # noqa: S311 - variety, not secrecy
    done = 0
    for take in _takes(sorted(fresh, key=_voice)):
        heard = _heard_back(take, transcriber)
        kept.add({keys[clip]: text for clip, text in heard.items()})
        done += len(heard)
        on_progress(done / len(fresh))
    found: dict[str, list[str]] = {term: [] for term in terms}
    for clip in clips:
        place = _between(kept.get(keys[clip]) or "", clip.reader)
        if place is not None:
            found[clip.term].append(place)
    return {term: tuple(places) for term, places in found.items()}


def mishearings(concept: Concept, heard: Sequence[str], usual: str) -> tuple[Mishearing, ...]:
    """The mis-hearings among what was ``heard`` for a term of a concept, the most frequent first.

    Left out is what shows the concept anyway, and of ordinary words what came up once, holds no meaning, or is said in
    this field in a sense of its own (``usual``: the bank's other texts, each between blanks).
    """
    counts = Counter(text for text in heard if text and not _shows(concept, text))
    kept = [(text, count) for text, count in counts.items() if _is_telling(text, count, usual)]
    kept.sort(key=lambda each: (-each[1], each[0]))
    return tuple(Mishearing(text=text, heard=count, of=len(heard)) for text, count in kept)


def measured(bank: BankFile, heard: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], tuple[Mishearing, ...]]:
    """The mis-hearings of every term of a bank, by concept id and term."""
    asked = [text for one in bank.questions for text in (one.text, *one.rephrasings)]
    found = {}
    for one in bank.concepts:
        others = (text for other in bank.concepts if other is not one for text in _texts(other))
        usual = " | ".join(" ".join(tokens.split(text)) for text in (*asked, *others))
        for term in one.terms:
            found[one.id, term.text] = mishearings(one, heard[term.text], f" {usual} ")
    return found


def write(path: Path, found: Mapping[tuple[str, str], Sequence[Mishearing]]) -> None:
    """Put mis-hearings into a bank file in place of those that it had; all else stays as it is.

    Raises BadBankError: it cannot be written.
    """
    import tomlkit

    document: Any = tomlkit.parse(path.read_text(encoding="utf-8"))
    for concept in document["concepts"]:
        terms = [(str(term["text"]), found.get((concept["id"], term["text"]), ())) for term in concept["terms"]]
        if any(variants for _, variants in terms) or any("misheard" in term for term in concept["terms"]):
            concept["terms"] = tomlkit.parse(f"terms = {_array([_term(*term) for term in terms])}")["terms"]
    try:
        path.write_text(tomlkit.dumps(document), encoding="utf-8")
    except OSError as error:
        raise BadBankError(f"{path} cannot be written: {error.strerror or error}.", "Check the path.") from error


def terms_of(path: Path) -> tuple[BankFile, tuple[str, ...]]:
    """A bank and all its terms; raises BadBankError where it cannot be read, or is in YAML and so not written back."""
    if path.suffix != ".toml":
        raise BadBankError(f"{path.name} is no TOML file.", "Mis-hearings are written into banks in TOML only.")
    bank = read_bank(path)
    return bank, tuple(dict.fromkeys(term.text for concept in bank.concepts for term in concept.terms))


def _term(text: str, variants: Sequence[Mishearing]) -> str:
    """A term as a bank file writes it."""
    heard = [f"{{ text = {_quoted(one.text)}, heard = {one.heard}, of = {one.of} }}" for one in variants]
    misheard = f", misheard = [{', '.join(heard)}]" if heard else ""
    return f"{{ text = {_quoted(text)}{misheard} }}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _array(items: Sequence[str]) -> str:
    """On one line where that is short, else packed into lines."""
    whole = f"[{', '.join(items)}]"
    if len(whole) <= _WIDE:
        return whole
    lines = ["  " + items[0] + ","]
    for item in items[1:]:
        if len(lines[-1]) + len(item) + 2 > _WIDE:
            lines.append("  " + item + ",")
        else:
            lines[-1] += f" {item},"
    return "\n".join(["[", *lines, "]"])


def _key(voice: str, sentence: str) -> str:
    return hashlib.sha256(f"{voice}\n{sentence}".encode()).hexdigest()


def _voice(clip: Clip) -> str:
    return clip.reader.speaker.identity().name


def _takes(clips: Sequence[Clip]) -> Iterator[list[tuple[Clip, Pcm]]]:
    """Clips that are heard together: of one voice, no more than a short answer holds."""
    take: list[tuple[Clip, Pcm]] = []
    samples = 0
    for clip in clips:
        sound = recorded(clip.reader.speaker.speak(clip.reader.sentence(clip.term)).wav)
        if take and (samples + len(sound) > _LONGEST * SAMPLE_RATE or _voice(take[-1][0]) != _voice(clip)):
            yield take
            take, samples = [], 0
        take.append((clip, sound))
        samples += len(sound) + len(_SILENCE)
    if take:
        yield take


def _heard_back(take: Sequence[tuple[Clip, Pcm]], transcriber: Transcriber) -> dict[Clip, str]:
    """The words heard while each clip was played; an empty text where there were none."""
    sounds, spans, now = [_SILENCE], [], len(_SILENCE)
    for clip, sound in take:
        spans.append((clip, now / SAMPLE_RATE, (now + len(sound)) / SAMPLE_RATE))
        sounds += [sound, _SILENCE]
        now += len(sound) + len(_SILENCE)
    words = transcribe(np.concatenate(sounds), transcriber).words
    said = [word for word in words if word.kind is WordKind.LEXICAL]
    return {
        clip: " ".join(word.text for word in said if start - _NEAR <= _middle(word) <= end + _NEAR)
        for clip, start, end in spans
    }


def _middle(word: Word) -> float:
    return ((word.start or 0.0) + (word.end or 0.0)) / 2


def _between(heard: str, reader: Reader) -> str | None:
    """What was heard between the words around the term; null where those were not heard as they were said."""
    found, before, after = (tokens.split(text) for text in (heard, reader.before, reader.after))
    begin = _after(found, before[-2:], 0)
    end = None if begin is None else _after(found, after[:2], begin)
    return None if end is None else " ".join(found[begin : end - len(after[:2])])


def _after(found: Sequence[str], wanted: Sequence[str], start: int) -> int | None:
    """Where the first run of the ``wanted`` tokens from ``start`` on ends."""
    places = range(start + len(wanted), len(found) + 1)
    return next((place for place in places if found[place - len(wanted) : place] == wanted), None)


def _shows(concept: Concept, text: str) -> bool:
    """Whether the concept's own forms are found in a text."""
    canonical = merged(tuple(Token(token, i, i + 1) for i, token in enumerate(tokens.split(text))))
    index = Index(canonical, tuple(lemmas.lemmas(tokens.possessive_stem(token.text)) for token in canonical))
    return any(index.find(phrase(form)) for form in (*(term.text for term in concept.terms), *concept.paraphrases))


def _texts(concept: Concept) -> Iterator[str]:
    yield from (term.text for term in concept.terms)
    yield from concept.paraphrases
    yield from concept.meanings


def _is_telling(text: str, count: int, usual: str) -> bool:
    """Whether a mis-hearing is likely to stand for the term and for nothing else."""
    if not all(len(token) == 1 or token.isdigit() or lemmas.in_dictionary(token) for token in text.split()):
        return True
    core = " ".join(_core(text.split()))
    return count >= _RARE and bool(core) and f" {core} " not in usual


def _core(parts: Sequence[str]) -> Sequence[str]:
    """Words without those at either end that hold no meaning."""
    weighty = [place for place, part in enumerate(parts) if len(part) > 1 and not lemmas.is_stop(part)]
    return parts[weighty[0] : weighty[-1] + 1] if weighty else ()
