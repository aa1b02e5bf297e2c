"""A frame is one act as one sentence tells it: the trigger, its sense, and the words that fill its roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from trucewatch.claims.contrast import is_contrasted
from trucewatch.claims.needs import clause_tokens, satisfied
from trucewatch.claims.paths import conjuncts, is_passive, noun_phrase, parse_path, prepositions, walk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.claims.lexicon import Sense
    from trucewatch.claims.paths import Step
    from trucewatch.claims.view import TriggerAt, View

_ANAPHORS = frozenset({"it", "they", "he", "she", "we"})
_AIMING = frozenset(
    {
        "on",
        "upon",
        "at",
        "against",
        "in",
        "into",
        "near",
        "over",
        "to",
        "towards",
        "toward",
        "across",
        "inside",
        "around",
    }
)
_OWN = frozenset({"its", "their", "his", "her", "our"})
_RULES = Path(__file__).with_name("rules.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """The head of a noun phrase in a role, and the rule that led there."""

    head: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One act in one sentence. `kind` is the sense's, refined by the means told in its clause."""

    view: View
    trigger: TriggerAt
    sense: Sense
    kind: str
    agents: tuple[Filler, ...] = ()
    patients: tuple[Filler, ...] = ()
    clause: frozenset[int] = field(default_factory=frozenset)

    @property
    def head(self) -> int:
        """The trigger's head token."""
        return self.trigger.head

    @property
    def family(self) -> str:
        """The family of the kind."""
        return self.view.lexicon.families[self.kind]

    def tokens_of(self, fillers: Sequence[Filler], *, with_clauses: bool = False) -> set[int]:
        """All tokens of the fillers' noun phrases, without other triggers' own arguments."""
        found: set[int] = set()
        for filler in fillers:
            found.update(noun_phrase(self.view.sentence, filler.head, with_clauses=with_clauses))
        return found

    def agent_tokens(self) -> set[int]:
        """The tokens of the agents' noun phrases."""
        return self.tokens_of(self.agents)

    def patient_tokens(self) -> set[int]:
        """The tokens of the patients' noun phrases, participles ("belonging to X") included."""
        return self.tokens_of(self.patients, with_clauses=True)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to find a role's filler."""

    id: str
    noun: bool
    voice: str
    path: tuple[Step, ...]
    all: bool


@dataclass(frozen=True, slots=True)
class RoleRules:
    """The rules of every role, in order."""

    roles: Mapping[str, tuple[Rule, ...]]

    @classmethod
    def load(cls) -> RoleRules:
        """Read rules.yaml; raises PathError for a path that cannot be read."""
        data = yaml.load(_RULES.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both loaders are safe
        return cls({role: tuple(_rule(record) for record in records) for role, records in data.items()})

    def fillers(self, role: str, view: View, trigger: TriggerAt) -> tuple[Filler, ...]:
        """What fills a role of a trigger, coordinated fillers taken in."""
        sentence, lexicon = view.sentence, view.lexicon
        passive = not trigger.noun and is_passive(sentence, trigger.head)
        found: dict[int, Filler] = {}
        named = _named(view)
        times = {i for time in view.times for i in range(time.first, time.last + 1)}
        tolls = all(sense.harm for sense in trigger.senses)
        starts = (trigger.head, *_carriers(view, trigger))
        for rule in self.roles[role]:
            if rule.noun != trigger.noun or (found and not rule.all) or (tolls and rule.all):
                continue
            if rule.voice and (rule.voice == "passive") != passive:
                continue
            for reached in (i for start in starts for i in walk(sentence, start, rule.path, lexicon.is_a)):
                head = speaker_behind(view, named_by(view, reached), trigger.head)
                for each in conjuncts(sentence, head):
                    if (
                        trigger.first <= each <= trigger.last
                        or each in times
                        or (rule.id.endswith("modifier") and not _modifies(view, each, named))
                        or is_contrasted(view, each)
                    ):
                        continue
                    found.setdefault(each, Filler(head=each, rule=rule.id))
        return tuple(found.values())


def _carriers(view: View, trigger: TriggerAt) -> list[int]:
    """The nouns that carry an act's noun: "a *wave* of raids", "a *series* of attacks"."""
    sentence = view.sentence
    found: list[int] = []
    at = trigger.head
    while trigger.noun and sentence[at].dep == "nmod" and view.is_a(sentence[at].head, "carrier"):
        at = sentence[at].head
        found.append(at)
    return found


def named_by(view: View, i: int) -> int:
    """What an apposition stands beside, where the apposition itself names nobody ("HTS, a former affiliate, which …")."""
    token = view.sentence[i]
    if token.dep != "appos" or view.actors_in(noun_phrase(view.sentence, i, with_conjuncts=False)):
        return i
    return token.head


def speaker_behind(view: View, i: int, trigger: int) -> int:
    """Who "it", "they" or "its jets" is in reported speech: the subject of the verb of saying above; any other token is itself."""
    sentence = view.sentence
    own = any(child.lower in _OWN and child.dep == "nmod:poss" for child in sentence.children(i))
    if sentence[i].lower not in _ANAPHORS and not own:
        return i
    for above in sentence.ancestors(trigger):
        for child in sentence.children(above.i):
            named = child.dep == "nsubj" and child.i != i and any(child.i in (a.head, a.last) for a in view.actors)
            if named:
                return child.i
    return i


def _rule(record: Mapping[str, object]) -> Rule:
    return Rule(
        id=str(record["id"]),
        noun=record["of"] == "noun",
        voice=str(record.get("voice", "")),
        path=parse_path(str(record["path"])),
        all=bool(record.get("all")),
    )


def read_frames(view: View, rules: RoleRules) -> list[Frame]:
    """The acts that a sentence tells of, in the order of their triggers."""
    frames = []
    for trigger in view.triggers:
        agents = rules.fillers("agent", view, trigger)
        patients = rules.fillers("patient", view, trigger)
        clause = clause_tokens(view, trigger)
        sense = next((s for s in trigger.senses if satisfied(view, trigger, s, agents, patients, clause)), None)
        if sense is None:
            continue
        frame = Frame(
            view=view, trigger=trigger, sense=sense, kind=sense.kind, agents=agents, patients=patients, clause=clause
        )
        frames.append(frame)
    return frames


def _modifies(view: View, i: int, named: set[int]) -> bool:
    """Whether a noun's modifier names who acts ("Russian strikes"), not where or against whom ("strikes on Ukraine")."""
    return i in named and not prepositions(view.sentence, i) & _AIMING


def _named(view: View) -> set[int]:
    """The tokens that name a party or its means: a noun's modifier acts only if it is one of them ("Russian strikes")."""
    heads = {i for actor in view.actors for i in (*range(actor.first, actor.last + 1), actor.head)}
    return heads | {i for hit in view.means for i in range(hit.first, hit.last + 1)}
