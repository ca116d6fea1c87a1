"""Polish."""

from types import MappingProxyType

from translations.editions.base import Contribution
from translations.editions.wordings.base import Wording
from translations.model import State

WORDING = Wording(
    language="pl",
    draft="Wersja robocza, nie do publikacji",
    untranslated="nieprzetłumaczone",
    preface="Przedmowa",
    credits="O tym wydaniu",
    original="Oryginał",
    date="Data",
    disputed="O słowach spornych",
    disputed_lead="Jak to wydanie oddaje słowa, o które toczy się spór.",
    elsewhere="W innych wydaniach",
    sources="Źródła",
    notes="Przypisy do przekładu",
    note="Przypis",
    note_ending="(przyp.\N{NO-BREAK SPACE}tłum.)",
    back="Powrót do tekstu",
    about_translation="O przekładzie",
    waivers="Wyjątki",
    waivers_lead="Gdzie to wydanie odstępuje od swoich zasad i dlaczego.",
    versions="Wersje tego wydania",
    version="Wersja",
    before="Było",
    now="Jest",
    contents="Spis treści",
    cover="Okładka",
    abstract="Streszczenie",
    publisher="Wydawca",
    licence="Licencja",
    rights="Prawa",
    languages="W innych językach",
    editions="Wydania",
    comparison="Porównanie przekładów",
    contested="Słowo sporne",
    made="Jak powstało to wydanie",
    source_version="Wersja oryginału",
    glossary="Glosariusz",
    revision="rewizja",
    policy="Zasady redakcyjne",
    states="Segmenty według stanu",
    checks="Kontrole",
    software="Oprogramowanie",
    overrides="Opublikowano mimo",
    signature="Podpis",
    formats="W innych formatach",
    withdrawn="Ta publikacja została wycofana.",
    accessibility=(
        "Tekst jest ułożony w kolejności czytania, z nagłówkami, spisem treści, oznaczeniem "
        "języków i przypisami otwieranymi w miejscu odsyłacza."
    ),
    contributions=MappingProxyType(
        {
            Contribution.AUTHOR: "Tekst",
            Contribution.INTERVIEWEE: "Odpowiedzi",
            Contribution.INTERVIEWER: "Pytania",
            Contribution.INTRODUCTION: "Wprowadzenie",
            Contribution.TRANSLATOR: "Przekład",
            Contribution.REVIEWER: "Weryfikacja przekładu",
            Contribution.EDITOR: "Redakcja",
            Contribution.ILLUSTRATOR: "Ilustracje",
            Contribution.COVER_DESIGNER: "Okładka",
            Contribution.CONTRIBUTOR: "Współpraca",
        }
    ),
    state_names=MappingProxyType(
        {
            State.INITIAL: "nieukończone",
            State.TRANSLATED: "przetłumaczone",
            State.REVIEWED: "sprawdzone",
            State.FINAL: "ostateczne",
        }
    ),
)
