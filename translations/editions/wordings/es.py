"""Spanish."""

from types import MappingProxyType

from translations.editions.base import Contribution
from translations.editions.wordings.base import Wording
from translations.model import State

WORDING = Wording(
    language="es",
    draft="Borrador, no publicar",
    untranslated="sin traducir",
    preface="Prefacio",
    credits="Sobre esta edición",
    original="Original",
    date="Fecha",
    disputed="Sobre palabras en disputa",
    disputed_lead="Cómo traduce esta edición las palabras que están en disputa.",
    elsewhere="En otras ediciones",
    sources="Fuentes",
    notes="Notas de traducción",
    note="Nota",
    note_ending="(N.\N{NO-BREAK SPACE}del\N{NO-BREAK SPACE}T.)",
    back="Volver al texto",
    about_translation="Sobre la traducción",
    waivers="Excepciones",
    waivers_lead="Dónde se aparta esta edición de sus propias normas y por qué.",
    versions="Versiones de esta edición",
    version="Versión",
    before="Antes",
    now="Ahora",
    contents="Índice",
    cover="Cubierta",
    abstract="Resumen",
    publisher="Publicado por",
    licence="Licencia",
    rights="Derechos",
    languages="En otros idiomas",
    editions="Ediciones",
    comparison="Comparación de traducciones",
    contested="Palabra en disputa",
    made="Cómo se hizo esta edición",
    source_version="Versión del original",
    glossary="Glosario",
    revision="revisión",
    policy="Normas de la casa",
    states="Segmentos por estado",
    checks="Comprobaciones",
    software="Programa",
    overrides="Publicado a pesar de",
    signature="Firma",
    formats="En otros formatos",
    withdrawn="Esta publicación ha sido retirada.",
    accessibility=(
        "El texto sigue el orden de lectura, con encabezados, índice, idiomas marcados y "
        "notas que se abren donde está su llamada."
    ),
    contributions=MappingProxyType(
        {
            Contribution.AUTHOR: "Texto",
            Contribution.INTERVIEWEE: "Entrevista con",
            Contribution.INTERVIEWER: "Entrevista de",
            Contribution.INTRODUCTION: "Introducción",
            Contribution.TRANSLATOR: "Traducción",
            Contribution.REVIEWER: "Revisión de la traducción",
            Contribution.EDITOR: "Edición",
            Contribution.ILLUSTRATOR: "Ilustraciones",
            Contribution.COVER_DESIGNER: "Cubierta",
            Contribution.CONTRIBUTOR: "Con la participación de",
        }
    ),
    state_names=MappingProxyType(
        {
            State.INITIAL: "sin terminar",
            State.TRANSLATED: "traducido",
            State.REVIEWED: "revisado",
            State.FINAL: "definitivo",
        }
    ),
)
