"""Czech."""

from types import MappingProxyType

from translations.editions.base import Contribution
from translations.editions.wordings.base import Wording
from translations.model import State

WORDING = Wording(
    language="cs",
    draft="Koncept, neurčeno k publikaci",
    untranslated="nepřeloženo",
    preface="Předmluva",
    credits="O tomto vydání",
    original="Originál",
    date="Datum",
    disputed="O sporných slovech",
    disputed_lead="Jak toto vydání překládá sporná slova.",
    elsewhere="V jiných vydáních",
    sources="Prameny",
    notes="Poznámky k překladu",
    note="Poznámka",
    note_ending="(pozn.\N{NO-BREAK SPACE}překl.)",
    back="Zpět k textu",
    about_translation="O překladu",
    waivers="Výjimky",
    waivers_lead="Kde se toto vydání odchyluje od svých zásad a proč.",
    versions="Verze tohoto vydání",
    version="Verze",
    before="Dříve",
    now="Nyní",
    contents="Obsah",
    cover="Obálka",
    abstract="Shrnutí",
    publisher="Vydává",
    licence="Licence",
    rights="Práva",
    languages="V jiných jazycích",
    editions="Vydání",
    comparison="Srovnání překladů",
    contested="Sporné slovo",
    made="Jak toto vydání vzniklo",
    source_version="Verze originálu",
    glossary="Glosář",
    revision="revize",
    policy="Ediční zásady",
    states="Segmenty podle stavu",
    checks="Kontroly",
    software="Software",
    overrides="Zveřejněno navzdory",
    signature="Podpis",
    formats="V jiných formátech",
    withdrawn="Tato publikace byla stažena.",
    accessibility=(
        "Text je v pořadí čtení, s nadpisy, obsahem, vyznačenými jazyky a poznámkami, které "
        "se otevírají u své značky."
    ),
    contributions=MappingProxyType(
        {
            Contribution.AUTHOR: "Text",
            Contribution.INTERVIEWEE: "Odpovědi",
            Contribution.INTERVIEWER: "Otázky",
            Contribution.INTRODUCTION: "Úvod",
            Contribution.TRANSLATOR: "Překlad",
            Contribution.REVIEWER: "Revize překladu",
            Contribution.EDITOR: "Redakce",
            Contribution.ILLUSTRATOR: "Ilustrace",
            Contribution.COVER_DESIGNER: "Obálka",
            Contribution.CONTRIBUTOR: "Spolupráce",
        }
    ),
    state_names=MappingProxyType(
        {
            State.INITIAL: "nedokončeno",
            State.TRANSLATED: "přeloženo",
            State.REVIEWED: "zkontrolováno",
            State.FINAL: "konečné",
        }
    ),
)
