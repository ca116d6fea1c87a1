"""What a language is to the matcher: a value, with its analysers made on first use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import NamedTuple, Protocol

from glossary.model import Evidence
from glossary.saying import Message


class Script(StrEnum):
    """The script in which the words of a language are written."""

    CYRILLIC = "cyrillic"
    LATIN = "latin"
    OTHER = "other"


class Kind(StrEnum):
    """The part of speech, as coarse as matching needs it."""

    NOUN = "noun"
    ADJECTIVE = "adjective"
    VERB = "verb"
    FUNCTION = "function word"
    UNKNOWN = "unknown"  #: the analyser gives lemmas only


class Likelihood(IntEnum):
    """How likely a reading is, beside the other readings of its form."""

    SELDOM = 0  #: counts only where the words around call for it
    HOMOGRAPH = 1  #: another lemma is likelier by far
    LIKELY = 2


class Written(StrEnum):
    """The letter case that a reading asks for: «Paris» is no bet, «paris» no town."""

    ANY = "any"
    SMALL = "small"
    CAPITAL = "capital"


class Grammar(NamedTuple):
    """One reading of an ending; gender is empty in the plural."""

    number: str  #: "sing", "plur"
    case: str  #: "nomn", "gent", "datv", "accs", "ablt", "loct", "voct"
    gender: str  #: "masc", "femn", "neut", ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A word form as a form of one lemma."""

    lemma: str  #: citation form: adjectives and participles in the masculine nominative
    kind: Kind = Kind.UNKNOWN
    grammar: frozenset[Grammar] = frozenset()  #: empty where the analyser cannot tell
    evidence: Evidence = Evidence.LEXICON
    likelihood: Likelihood = Likelihood.LIKELY
    #: Its part in the probability of all readings of the form, where the analyser can tell.
    share: float = 1.0
    how: Message | None = None  #: what the form is where no case says it: a comparative
    indeclinable: bool = False
    short: bool = False  #: an adjective's short form, which says something and describes nothing
    animate: bool = False
    written: Written = Written.ANY
    named: bool = False  #: the lexicon has it as a name of a person, a place, a company
    proper: bool = False  #: as nothing else
    #: It has it as such a name too, and as a common word that is no rarer: роман, róża.
    common: bool = False


#: From a folded lower-case form to its readings; none when it cannot say.
Analyser = Callable[[str], tuple[Reading, ...]]


class Inflector(Protocol):
    """From a word of a citation form, as written, to its form; empty where it has none."""

    def __call__(
        self, word: str, wanted: Grammar, *, kind: Kind, cited: Grammar, animate: bool
    ) -> str: ...


class Declension(NamedTuple):
    """How a name outside the dictionary changes: `ending` is cut off, one of `endings` put on."""

    ending: str  #: a regular expression for the end of the citation form
    endings: tuple[str, ...]
    feminine: tuple[str, ...] = ()  #: that an adjective has, and a man's surname has not


def declension(ending: str, endings: str, feminine: str = "") -> Declension:
    """A row of a table: the endings parted by spaces, a dash for the bare stem."""
    return Declension(ending, _listed(endings), _listed(feminine))


def _listed(endings: str) -> tuple[str, ...]:
    return tuple("" if each == "-" else each for each in endings.split())


def government(**asked: str) -> dict[str, tuple[str, ...]]:
    """Prepositions by the cases that they ask for, named as in `Grammar`, likeliest first."""
    return {
        preposition: tuple(cases.split("_"))
        for cases, listed in asked.items()
        for preposition in listed.split()
    }


def subjects(*, masc: str, femn: str, plur: str, either: str) -> dict[str, frozenset[str]]:
    """Words by the genders of the short adjectives behind them; a plural has none."""
    listed = {"masc": masc, "femn": femn, "neut": "", "": plur}
    every = {word for said in (*listed.values(), either) for word in said.split()}
    return {
        word: frozenset(
            gender for gender, said in listed.items() if word in f"{said} {either}".split()
        )
        for word in every
    }


def words(listed: str) -> frozenset[str]:
    """Words written in one string, parted by spaces."""
    return frozenset(listed.split())


def names(listed: str) -> frozenset[str]:
    """Names written in one string, parted by commas."""
    return frozenset(each.strip() for each in listed.split(","))


def _same(form: str) -> str:
    return form


def _none(_form: str) -> tuple[str, ...]:
    return ()


def _any(_form: str, _lemma: str) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language; its file is found by discovery."""

    code: str  #: ISO 639-1
    name: str
    script: Script = Script.LATIN
    #: Makers of the analysers, tried in order; the first that answers decides.
    analysers: tuple[Callable[[], Analyser], ...] = ()
    #: Letters that count as others in comparison: ru ё as е.
    letters: Mapping[str, str] = field(default_factory=dict)
    #: Of these a letter that is often left out and tells one word from another where it is not:
    #: ru «сёл» are villages, «сел» may have sat down.
    telling: str = ""
    #: One spelling for several: en defence and defense.
    spelling: Callable[[str], str] = _same
    #: The plain forms inside a form: en nato's, ru ополчение-то.
    reductions: Callable[[str], tuple[str, ...]] = _none
    #: The inflected forms of a lemma that no lexicon may know: plurals, genitives of names.
    declensions: tuple[Declension, ...] = ()
    #: Whether a hyphen, a space and nothing at all between two parts are one spelling.
    loose_hyphens: bool = False
    #: Whether a masculine dative may be a genitive that lexicons lack: uk пакету beside пакета.
    datives_as_genitives: bool = False
    #: Whether a closed compound may be written as two words: en ceasefire, cease fire.
    open_compounds: bool = False
    #: Lemmas of words for what bears a title in quotation marks behind it: газета «…»; a ship
    #: or a hotel too, but no party and no unit, which texts call by the name alone.
    works: frozenset[str] = frozenset()
    #: Prepositions in names of persons, which end in -s all the same where something is theirs.
    nobiliary: frozenset[str] = frozenset()
    #: Common words that are months and given names with a capital: en March, Bill.
    names: frozenset[str] = frozenset()
    #: Adjectives with a capital that leave a name what it is, «Западная Украина»; any other
    #: makes another name of it. Empty where the analysers tell no adjectives.
    qualifiers: frozenset[str] = frozenset()
    #: Names that hold another one's name and say what is not that: en Northern Ireland.
    longer_names: frozenset[str] = frozenset()
    accents_matter: bool = True
    #: Whether they are often left out all the same, where no other word looks so: es opinion.
    accents_omitted: bool = False
    #: Whether words in capitals have no accents: el ΚΡΙΜΑΙΑ.
    bare_capitals: bool = False
    #: Whether its script may set no spaces between words: ja, zh, th.
    unspaced: bool = False
    nouns_capitalised: bool = False  #: all of them, so that a capital tells no name
    #: How words end whose plural is in -s, whatever else the form may be.
    regular_plural: str | None = None
    abbreviation_endings: tuple[str, ...] = ()
    #: Words cut off before an apostrophe: fr l', d'.
    elisions: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    #: The cases that prepositions ask for, likeliest first.
    government: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Makes the forms of words, where the language has paradigms at hand.
    inflector: Callable[[], Inflector] | None = None
    #: Sets of forms of one preposition: ru в, во.
    prepositions_alike: tuple[frozenset[str], ...] = ()
    conjunctions: frozenset[str] = frozenset()
    #: What leads to another item of a list after a comma: «как Донецкая, | так и | Луганская».
    joints: tuple[tuple[str, ...], ...] = ()
    #: Words of a clause that lean on its first word, in a phrase too: ru «народная же милиция».
    particles: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    #: Sets of forms of one article, melted with a preposition too: fr le, du, au.
    articles_alike: tuple[frozenset[str], ...] = ()
    #: Words that a noun may look like but is hardly ever meant by: fr est, une.
    closed: frozenset[str] = frozenset()
    #: Of these, those that a term which does not say what it is may have as nouns all the same.
    closed_nouns: frozenset[str] = frozenset()
    #: Words behind which no noun stands but a verb: en they, fr ils.
    before_verbs: frozenset[str] = frozenset()
    #: The infinitives that a third person which nouns look like may be of: fr lutte, lutter; in
    #: English, where these are nouns as well, the participles.
    presents: Callable[[str], tuple[str, ...]] = _none
    #: Whether a subject and a verb may agree in number, where forms tell: en strikes, strike.
    number_fits: Callable[[str, str], bool] = _any
    #: Behind which a singular is the verb of a plural subject, not its noun: en both parties claim.
    plural_determiners: frozenset[str] = frozenset()
    #: Plurals that describe a noun behind them, and what hardly follows a verb: en arms, of.
    attributive_plurals: frozenset[str] = frozenset()
    of_nouns: frozenset[str] = frozenset()
    #: Behind which a word with an object is a verb: fr où règne l'obscurité, en to end the war.
    relatives: frozenset[str] = frozenset()
    before_infinitives: frozenset[str] = frozenset()
    #: Words of denial, and the auxiliaries before them, behind which a verb stands: en did not.
    negations: frozenset[str] = frozenset()
    before_negations: frozenset[str] = frozenset()
    #: Words that begin a noun phrase of their own, hence an object behind a verb: fr ses, les.
    determiners: frozenset[str] = frozenset()
    #: What else may follow a verb whose subject is a noun with its article: fr lutte contre.
    behind_verbs: frozenset[str] = frozenset()
    preposed: frozenset[str] = frozenset()  #: adjectives that stand before their noun: fr grande
    #: Forms of to have, and how participles end that make a tense with them: fr ont voté.
    perfects: frozenset[str] = frozenset()
    participles: str = "(?!)"
    #: The like of verbs that make it with to be, and forms of that: fr est parti, en was leaving.
    perfects_of_being: frozenset[str] = frozenset()
    participles_of_being: str = "(?!)"
    #: How the adverb ends of a participle that is an adjective by now: en alarmingly.
    adverbial: str = ""
    #: Pronouns and adverbs behind which no noun stands but a short adjective, by its genders.
    subjects: Mapping[str, frozenset[str]] = field(default_factory=dict)
    #: Past forms of to be, behind which a noun is in the nominative or the instrumental.
    copulas: frozenset[str] = frozenset()
    #: Those behind which a noun stands in questions only, and what such questions begin with.
    auxiliaries: frozenset[str] = frozenset()
    interrogatives: frozenset[str] = frozenset()
    #: How adjectives end, and those that end otherwise, where analysers tell none.
    describing: str = "(?!)"
    #: Two adjectives of one noun, the second without an article, where endings are all that
    #: tells: cs «lidového nového».
    agreeing: str = ""
    #: What stands at the end of a clause and belongs to its verb: de nahm … fest.
    separable: frozenset[str] = frozenset()
    #: How infinitives end whose participles a lexicon has as other words, or not: es impuesto.
    infinitives: tuple[str, ...] = ()
    #: What a verb with its reflexive pronoun is cited by, the verb in a group: de sich weigern.
    pronominal: str = "(?!)"
    #: Such pronouns, and particles of verbs that stand behind them or before: pl się.
    reflexives: frozenset[str] = frozenset()
    pronouns_apart: bool = False  #: they may stand anywhere in a clause; else before the verb
    enclitics: str = "(?!)"  #: what a verb is like that one is joined to: es negarse
    #: Citation forms of verbs that no noun of any weight looks like, where analysers tell none.
    verbs: frozenset[str] = frozenset()
    #: What a verb may be cited with: en to annex.
    infinitive: str = ""
    #: What a verb with its particle is cited like: en step down.
    phrasal: str = "(?!)"
    #: Other ways to say a phrase: en Crimea's annexation for annexation of Crimea.
    rephrasings: Callable[[str], tuple[str, ...]] = _none
    #: Of a citation form and its lemma: whether the form may be a plural of it. A lemmatiser
    #: without parts of speech takes participles to verbs, which a noun must not match.
    plural: Callable[[str, str], bool] = _any
