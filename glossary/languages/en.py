"""English."""

from __future__ import annotations

import re
from functools import partial
from types import MappingProxyType

from glossary.analysers.lemmatiser import lemmatiser
from glossary.languages.base import Kind, Language, declension, names, words
from glossary.languages.english_verbs import VERBS
from glossary.languages.particles import ending_changes, pairs

#: British and American spellings of one word: an ending, and the common spelling.
_SPELLINGS = (
    (re.compile(r"(\w{4})is(?=(?:e[sdr]?|ers|ing|ations?|able)$)"), r"\1iz"),
    (re.compile(r"(\w\w[bcdlmnpv])our(?=$|s|ed|ing|able|ite|er|hood|ly)"), r"\1or"),
    (re.compile(r"(def|off|pret|lic)ence(?=s?$|d$|less$)"), r"\1ense"),
    (re.compile(r"(cen|thea|fib|lit|met|spec)(?:tre|re)(?=[sd]?$)"), r"\1ter"),
    (re.compile(r"(\w\w)ogue(?=s?$)"), r"\1og"),
    (re.compile(r"([aeiou])ll(?=(?:ed|ing|ers?)$)"), r"\1l"),
    (re.compile(r"(\w[ly])yse(?=[dr]?$)"), r"\1yze"),
)
#: Words that begin otherwise: the British beginning, and the common one.
_BEGINNINGS = MappingProxyType(
    {
        "acknowledgement": "acknowledgment",
        "aluminium": "aluminum",
        "artefact": "artifact",
        "czar": "tsar",
        "fulfill": "fulfil",
        "grey": "gray",
        "haemo": "hemo",
        "installment": "instalment",
        "judgement": "judgment",
        "manoeuvr": "maneuver",
        "manoeuvre": "maneuver",
        "mould": "mold",
        "paedi": "pedi",
        "plough": "plow",
        "programme": "program",
        "sceptic": "skeptic",
        "skillful": "skilful",
        "sulph": "sulf",
        "willful": "wilful",
    }
)
_BEGUN = re.compile("|".join(sorted(_BEGINNINGS, key=len, reverse=True)))
#: Nouns among plurals that look like a verb's form too: lives.
_SINGULARS = ending_changes(
    ("ves", "fe"),
    ("ves", "f"),
    ("sses", "ss"),
    ("ses", "sis"),
    *((f"{hissing}es", hissing) for hissing in ("x", "ch", "sh")),
    ("ed", ""),  # of verbs: annexed is no form of annexe alone
)
#: Comparatives and past forms that a word list has as other words, or does not have.
_APART = (
    "best:good better:good bigger:big cleaner:clean closer:close cooler:cool fitter:fit "
    "flatter:flat hotter:hot worse:bad worst:bad bent:bend bit:bite bore:bear bound:bind "
    "broke:break felt:feel ground:grind left:leave rose:rise shook:shake shot:shoot swore:swear "
    "thought:think won:win wound:wind"
)
#: Endings of plurals, irregular and foreign ones too, and of comparatives.
_NOMINAL = re.compile(
    "(?:s|er|est|men|ildren|oxen|people|feet|teeth|geese|[lmd]ice|pence|a|i|ae|x|im|more|most|less)$"
)
_PEOPLES = "(?:[ei]an|[^bl]ican|(?<!^pol)ish|ese)s?"  #: boots are polished
_OF_A_NAME = re.compile(r"(.+) of (?:the )?([A-Z][^\W\d_]+)")

#: A verb and its particle, and what may stand between them instead of any noun.
_PHRASAL = re.compile(
    r"([a-z]+) (off|up|down|out|over|back|away|in|on|through|along|around|apart|aside|together)"
)
_OBJECTS = ("him", "her", "it", "us", "you", "me", "them")


def _spelling(form: str) -> str:
    """The common spelling: without hyphens, American; it is compared, never shown."""
    common = form.replace("-", "")
    for variant, spelt in _SPELLINGS:
        common = variant.sub(spelt, common)
    begun = _BEGUN.match(common)
    return common if begun is None else _BEGINNINGS[begun[0]] + common[begun.end() :]


def _without_possessive(form: str) -> tuple[str, ...]:
    return (form.removesuffix("'s"),) if form.endswith("'s") and len(form) > 3 else ()


def _kind(form: str, lemma: str) -> Kind:
    """What is neither a plural of its lemma nor a comparative is a form of a verb: led, fought.

    Beginnings of words are cut short (Sept.), other first letters are of adjectives (better).
    """
    if lemma.startswith(form) or not form.startswith(lemma[0]) or "-" in form:
        return Kind.UNKNOWN
    return Kind.UNKNOWN if _NOMINAL.search(form) else Kind.VERB


def _is_plural(form: str, lemma: str) -> bool:
    if form.endswith("ss"):
        return False
    return form != lemma and form.endswith(("s", "men", "people", "children", "feet"))


#: Past forms that nouns and adjectives look like, of any number.
_PASTS = words(
    "bid bit burst cast cost cut fell felt found ground hit hurt left quit rose saw set shot shut "
    "split spread upset won wound"
)
_MANY = words("people police men women children")


def _participles(form: str) -> tuple[str, ...]:
    """*Claiming* of *claims*, *planning* of *plan*, which tell a verb from any other noun."""
    if form in _PASTS:
        return (form,)
    stem = re.sub("(?<=ss|sh|ch|.x)es$|(?<!s)s$", "", form)
    stem = re.sub("ie$", "y", stem) if stem != form else stem
    return (f"{stem}ing", f"{stem.removesuffix('e')}ing", f"{stem}{stem[-1:]}ing")


def _number_fits(subject: str, verb: str) -> bool:
    """*Rebels attack*, *the rebel attacks*; any past form fits both."""
    if verb in _PASTS or subject == "who":
        return True
    many = subject in _MANY or (subject.endswith("s") and not subject.endswith("ss"))
    return many != (verb.endswith("s") and not verb.endswith("ss"))


def _rephrased(phrase: str) -> tuple[str, ...]:
    """*Crimea's annexation* for *annexation of Crimea*."""
    said = _OF_A_NAME.fullmatch(phrase)
    return (f"{said[2]}'s {said[1]}",) if said else _parted(phrase)


def _parted(phrase: str) -> tuple[str, ...]:
    """*Lay them off* for *lay off*."""
    said = _PHRASAL.fullmatch(phrase)
    return tuple(f"{said[1]} {pronoun} {said[2]}" for pronoun in _OBJECTS) if said else ()


LANGUAGE = Language(
    code="en",
    name="English",
    analysers=(
        partial(
            lemmatiser,
            "en",
            kind=_kind,
            adjectives=_SINGULARS,
            demonyms=_PEOPLES,
            apart=partial(pairs, _APART),
        ),
    ),
    spelling=_spelling,
    reductions=_without_possessive,
    declensions=(
        declension("(?<=[^aeiou])y", "y ies ys"),
        declension("(?<=s|x|z)|(?<=ch|sh)", "- es"),
        declension("", "- s"),
    ),
    loose_hyphens=True,
    accents_matter=False,
    abbreviation_endings=("s",),
    prepositions=words(
        "in on at of to for from by with about against into onto over under between among "
        "through during before after since without within near despite amid across alongside "
        "beyond toward towards"
    ),
    closed=words("being been done gone let will would"),
    closed_nouns=words("being done gone let will"),
    before_verbs=words(
        "i he she they don't doesn't didn't won't wouldn't can't cannot couldn't shouldn't"
    ),
    presents=_participles,
    number_fits=_number_fits,
    plural_determiners=words(
        "both these those several many few two three four five six seven eight nine ten"
    ),
    attributive_plurals=words(
        "affairs arms communications customs drugs elections goods jobs news operations parents "
        "pensions rights sales sanctions savings sports systems talks weapons"
    ),
    of_nouns=words("of between"),
    relatives=words("who which that"),
    determiners=words("the a an his her its our my your their these those some any no both"),
    behind_verbs=words("him them us me it"),
    preposed=words("many few more most such much this that last next half"),
    before_infinitives=words("to"),
    negations=words("not"),
    before_negations=words("do does did will would can could shall should must may might"),
    perfects=words("has have had having"),
    participles="bid|bit|burst|cast|cost|cut|felt|found|hit|left|quit|set|shot|split|spread|won",
    perfects_of_being=words("am is are was were be been isn't aren't wasn't weren't"),
    participles_of_being=r"(?!spring|string|morning|evening|sibling|missing|willing)\w{3,}ing",
    adverbial="ly",
    auxiliaries=words("will would can could should must may might"),
    interrogatives=words("who whom what which whose when where why how"),
    conjunctions=words("and or"),
    articles=words("the a an"),
    rephrasings=_rephrased,
    describing=(
        r"\w{2,}(?:al|ic|ive|ous|ary|ory|ed|an|ese|ish|ful|less|able|ible|ant|ent|ern)"
        "|foreign|domestic|public|private|big|small|large|great|new|old|high|low|secret|armed|"
        "rich|poor|black|white|left|right|hard|soft|free|open|human|civil|local|nuclear|popular|"
        "similar|solar|polar|regular|military|early|major|minor|senior|junior|inner|outer|upper|"
        "lower|former|other|air|land|sea|heavy"
    ),
    infinitive="to ",
    phrasal=_PHRASAL.pattern,
    verbs=frozenset(map(_spelling, VERBS)),
    plural=_is_plural,
    longer_names=names(
        "north korea, south korea, northern ireland, northern cyprus, north macedonia, "
        "south africa, south sudan, north ossetia, south ossetia, east timor, west papua, "
        "east germany, west germany, equatorial guinea, new guinea, western sahara, "
        "western australia, south australia, new york, new england, new jersey, new hampshire, "
        "new mexico, new caledonia, new zealand, new south wales, north carolina, "
        "south carolina, north dakota, south dakota, west virginia, baja california, new delhi"
    ),
    works=words(
        "newspaper magazine journal film movie documentary book novel article essay song "
        "series album play poem blog"
    ),
    names=words("bill frank grant jack march mark may pat rob rose sue will"),
    open_compounds=True,
)
