"""What the heading of a column says: which field, and of which language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from glossary.model import Status


class Field(StrEnum):
    """What a column of other people's tables holds."""

    NOTHING = ""  #: nothing that is read
    TERM = "term"
    SYNONYM = "synonym"  #: terms that are admitted beside those of the column of terms
    FORBIDDEN = "forbidden"  #: terms that are forbidden
    LANGUAGE = "language"  #: of the terms in its row
    STATUS = "status"
    PART_OF_SPEECH = "part-of-speech"
    USAGE = "usage"
    FORMS = "forms"
    CONCEPT = "concept"  #: the name of the concept
    SUBJECT = "subject"
    DEFINITION = "definition"
    CONTESTED = "contested"
    WHY_CONTESTED = "why-contested"
    NOTE = "note"
    SOURCE = "source"  #: titles or links


#: Words of headings, in English, Russian, Ukrainian, German, Polish, French, Spanish.
_FIELDS: Mapping[Field, str] = MappingProxyType(
    {
        Field.FORBIDDEN: "forbidden,banned,do not use,not allowed,avoid,запрещено,запрещённые,"
        "запрещенные,нельзя,не использовать,заборонено,заборонені,не вживати,verboten,"
        "nicht verwenden,zakazane,nie używać,interdit,prohibido",
        Field.SYNONYM: "synonym,synonyms,variant,variants,also allowed,alternative,alternatives,"
        "синоним,синонимы,варианты,синонім,синоніми,варіанти,synonyme,synonymy,synonimy,sinónimos",
        Field.STATUS: "status,term status,state,статус,состояние,стан,statut,estado,stan",
        Field.PART_OF_SPEECH: "part of speech,pos,wortart,часть речи,частина мови,część mowy,"
        "catégorie grammaticale,categoría gramatical",
        Field.FORMS: "forms,word forms,inflections,формы,словоформы,форми,словоформи,formen,formy",
        Field.WHY_CONTESTED: "why contested,why it is contested,почему спорно,чому спірно",
        Field.CONTESTED: "contested,disputed,спорный,спорно,спірний,спірно,umstritten,sporne",
        Field.USAGE: "usage,usage note,use,употребление,использование,вживання,використання,"
        "verwendung,gebrauch,użycie,emploi,uso",
        Field.DEFINITION: "definition,meaning,description,определение,значение,толкование,описание,"
        "визначення,значення,тлумачення,опис,bedeutung,beschreibung,definicja,znaczenie,opis,"
        "définition,definición",
        Field.NOTE: "note,notes,comment,comments,remark,remarks,примечание,примечания,комментарий,"
        "комментарии,заметка,примітка,примітки,коментар,коментарі,нотатки,anmerkung,anmerkungen,"
        "bemerkung,kommentar,uwagi,uwaga,komentarz,remarque,commentaire,nota,notas,comentario",
        Field.SOURCE: "source reference,sources,reference,references,link,источник,источники,"
        "ссылка,джерело,джерела,посилання,quelle,quellen,źródło,źródła,référence,fuente",
        Field.SUBJECT: "subject,subject field,domain,topic,category,область,тема,"
        "предметная область,категория,рубрика,галузь,категорія,fachgebiet,thema,kategorie,"
        "dziedzina,kategoria,domaine,tema,categoría",
        Field.CONCEPT: "concept,concept id,id,entry,entry id,key,понятие,концепт,ид,ключ,поняття,"
        "begriff,konzept,pojęcie,concepto",
        Field.LANGUAGE: "language,lang,locale,язык,мова,sprache,język,langue,idioma",
        Field.TERM: "term,terms,word,translation,rendering,source,target,source term,target term,"
        "термин,термины,слово,перевод,термін,терміни,переклад,wort,benennung,übersetzung,termin,"
        "słowo,tłumaczenie,terme,mot,traduction,término,palabra,traducción",
    }
)
_BY_WORDS = {words: f for f, every in _FIELDS.items() for words in every.split(",")}

#: How names of languages begin, in the same languages and in their own.
_STEMS: Mapping[str, str] = MappingProxyType(
    {
        "en": "english eng англ angl anglais inglés inglese",
        "ru": "russian rus русск рус росій рос russisch russe rosyjsk ruso",
        "uk": "ukrain ukr украин укр украї ukraїn ukraiń",
        "de": "german deutsch ger deu немец нем німец нім niemieck allemand alemán",
        "pl": "polish polsk pol польс поль polnisch polonais polaco",
        "fr": "french franz fra fre франц фр французьк français francusk francés",
        "es": "spanish span spa испан исп іспан ісп espagnol hiszpań español",
        "cs": "czech cze ces česk чеш чесь tschech czesk tchèque checo",
        "bg": "bulgar bul болгар болг българ bułgar búlgaro",
        "be": "belarus bel белорус бел білорус біл беларус białorus weißruss biélorusse",
        "it": "italian ita итальян італій italien włosk italiano",
        "pt": "portug por португал португаль portugais",
        "sr": "serbian serb srp серб сербсь serbisch srpsk српск",
        "hr": "croat hrv хорват kroat hrvatsk chorwac",
        "sk": "slovak slk slo словац slowak slovensk słowac",
        "ro": "romanian rumän румын румун român rumuń",
        "hu": "hungar hun венгер угор ungar magyar węgier",
        "tr": "turkish tur турец туре türk turec",
        "el": "greek gre ell грече грець griech ελλην greck",
        "lt": "lithuan lit литов лито litau lietuvi litew",
        "lv": "latvian lav латыш лати lettisch latvie łotew",
        "et": "estonian est эстон естон estn eesti estoń",
        "ka": "georgian geo kat грузин georgisch ქართ gruziń",
        "kk": "kazakh kaz казах kasach қазақ kazach",
        "ar": "arabic ara араб arab العربية",
        "zh": "chinese chi zho китай chines 中文 chińsk",
    }
)
_EVERY_CODE = (
    "aa ab af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv "
    "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho "
    "hr ht hu hy hz ia ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv "
    "kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn nr "
    "nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so "
    "sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa "
    "wo xh yi yo za zh zu"
)
_CODES = frozenset(_EVERY_CODE.split())
_STATUSES: Mapping[Status, str] = MappingProxyType(
    {
        Status.PREFERRED: "preferred,preferred term,approved,recommended,standard,предпочтительный,"
        "предпочтительно,рекомендуется,основной,основний,бажаний,бажано,рекомендовано,bevorzugt,"
        "empfohlen,preferowany,zalecany,préféré,recommandé,preferido,recomendado,"
        "preferredterm-admn-sts",
        Status.ADMITTED: "admitted,admitted term,allowed,acceptable,допустимый,допустимо,"
        "допускается,допустимий,дозволено,zugelassen,erlaubt,dopuszczalny,admis,autorisé,admitido,"
        "admittedterm-admn-sts",
        Status.DEPRECATED: "deprecated,deprecated term,obsolete,not recommended,устаревший,"
        "не рекомендуется,нежелательный,застарілий,не рекомендовано,небажаний,veraltet,"
        "nicht empfohlen,przestarzały,niezalecany,déconseillé,obsolète,obsoleto,"
        "deprecatedterm-admn-sts,supersededterm-admn-sts",
        Status.FORBIDDEN: "forbidden,banned,do not use,prohibited,запрещён,запрещен,запрещено,"
        "запрещенный,запрещённый,нельзя,заборонено,заборонений,не вживати,verboten,zakazany,"
        "zabroniony,interdit,prohibido",
    }
)
_BY_STATUS = {words: s for s, every in _STATUSES.items() for words in every.split(",")}
_TAG = re.compile(r"([a-z]{2,3})[-_]([A-Za-z]{2}|[A-Za-z]{4})", re.IGNORECASE)


def understand(heading: str) -> tuple[Field, str]:
    """The field and the language that a heading names; what it does not name is empty."""
    plain = _plain(heading)
    if plain in _BY_WORDS:
        return _BY_WORDS[plain], ""
    if tag := _tag(heading.strip()):
        return Field.TERM, tag
    words = _words(heading)
    named = [n for n, word in enumerate(words) if language_named(word)]
    if not named:
        return _field(words), ""
    # A code of two letters may be a word too: the last of several is the language.
    at = named[-1]
    rest = [_plain(word) for n, word in enumerate(words) if n != at]
    field = _field(rest) if rest else Field.TERM
    return field, language_named(words[at]) if field else ""


def language_named(word: str) -> str:
    """The code of the language that a word names, by its code or its name."""
    if tag := _tag(word):
        return tag
    plain = _plain(word)
    if plain in _CODES:
        return plain
    for code, stems in _STEMS.items():
        if any(_begins(plain, stem) for stem in stems.split()):
            return code
    return ""


def status_named(word: str) -> Status | None:
    """The status that a word of some language means."""
    return _BY_STATUS.get(" ".join(word.casefold().strip(" .!✓✗").split()))


def _begins(word: str, stem: str) -> bool:
    """Whether a name begins with a stem; a short stem is an abbreviation and stands alone."""
    return word == stem if len(stem) < 4 else word.startswith(stem)


def _tag(word: str) -> str:
    """A code with a region or script, as people write it: pt_br for pt-BR."""
    found = _TAG.fullmatch(word)
    if found is None or found[1].lower() not in _CODES:
        return ""
    more = found[2].upper() if len(found[2]) == 2 else found[2].title()
    if len(found[2]) == 4 and found[2].lower() not in {"latn", "cyrl", "hans", "hant", "arab"}:
        return ""
    return f"{found[1].lower()}-{more}"


def _field(words: list[str]) -> Field:
    """The field that some words name: all together, or one of them."""
    if not words:
        return Field.NOTHING
    together = " ".join(words)
    singly = (_BY_WORDS[word] for word in words if word in _BY_WORDS)
    return _BY_WORDS.get(together, next(singly, Field.NOTHING))


def _words(heading: str) -> list[str]:
    """The words of a heading, a code with its region as one of them."""
    parts = re.findall(r"[a-zA-Z]{2,3}[-_][A-Z]{2}(?![a-zA-Z])|[^\W_]+", heading)
    return [part if _tag(part) else _plain(part) for part in parts]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
