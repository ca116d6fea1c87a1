"""The elements and attributes of XLIFF 2.0 to 2.2 (OASIS), core and modules, as tables."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from translations.validation.shape import Element, Vocabulary

CORES: Final = frozenset(
    {"urn:oasis:names:tc:xliff:document:2.0", "urn:oasis:names:tc:xliff:document:2.2"}
)
VERSIONS: Final = ("2.0", "2.1", "2.2")

_MODULES: Final = {
    "urn:oasis:names:tc:xliff:matches:2.0": "mtc",
    "urn:oasis:names:tc:xliff:glossary:2.0": "gls",
    "urn:oasis:names:tc:xliff:metadata:2.0": "mda",
    "urn:oasis:names:tc:xliff:resourcedata:2.0": "res",
    "urn:oasis:names:tc:xliff:changetracking:2.0": "ctr",
    "urn:oasis:names:tc:xliff:changetracking:2.1": "ctr",
    "urn:oasis:names:tc:xliff:sizerestriction:2.0": "slr",
    "urn:oasis:names:tc:xliff:validation:2.0": "val",
    "urn:oasis:names:tc:xliff:fs:2.0": "fs",
}
#: ITS, its companion, plural forms, and where schemas are: their attributes stand anywhere.
_ANYWHERE: Final = frozenset(
    {
        "http://www.w3.org/2005/11/its",
        "http://www.w3.org/2005/11/its/",
        "urn:oasis:names:tc:xliff:itsm:2.1",
        "urn:oasis:names:tc:xliff:pgs:1.0",
        "http://www.w3.org/2001/XMLSchema-instance",
    }
)

_XML = "xml:lang=language xml:space=default|preserve"
_FS = "fs:fs fs:subFs"
_SLR = "slr:storageRestriction slr:sizeRestriction slr:equivStorage slr:sizeInfo slr:sizeInfoRef"
_OPEN = f"{_XML} {_FS} {_SLR} other"
_DIRECTIONS = "srcDir=ltr|rtl|auto trgDir=ltr|rtl|auto"
_INHERITED = f"canResegment=yes|no translate=yes|no {_DIRECTIONS} {_OPEN}"
_EDITING = "canCopy=yes|no canDelete=yes|no canReorder=yes|firstNo|no copyOf=nmtoken"
_TYPE = "subType=prefixed type=fmt|ui|quote|link|image|other"
_CODE = f"{_EDITING} {_TYPE} {_FS} {_SLR}"
_SPANNING = f"canOverlap=yes|no dir=ltr|rtl|auto {_CODE}"
_ONE_SIDED = f"dataRef=nmtoken disp equiv subFlows=nmtokens {_SPANNING}"
_MARKER = f"id!=nmtoken translate=yes|no type ref value {_FS} {_SLR} other"
_MODULE = "mda:metadata|res:resourceData|slr:profiles|slr:data|ctr:changeTrack|val:validation"
_INLINE = "#text (cp|ph|pc|sc|ec|mrk|sm|em)*"
_BILINGUAL = "source target?"

_CORE: Final = {
    "xliff": Element(
        content="notes? mda:metadata? file+",
        attributes=f"version! srcLang!=language trgLang=language {_OPEN}",
    ),
    "file": Element(
        content=f"skeleton? ({_MODULE}|gls:glossary|mtc:matches|other)* notes? (unit|group)+",
        attributes=f"id!=nmtoken original {_INHERITED}",
    ),
    "skeleton": Element(content="any", attributes="href"),
    "group": Element(
        content=f"({_MODULE}|other)* notes? (unit|group)*",
        attributes=f"id!=nmtoken name type=prefixed {_INHERITED}",
    ),
    "unit": Element(
        content=f"({_MODULE}|gls:glossary|mtc:matches|other)* notes? originalData? "
        "(segment|ignorable)+",
        attributes=f"id!=nmtoken name type=prefixed {_INHERITED}",
    ),
    "segment": Element(
        content=_BILINGUAL,
        attributes="id=nmtoken canResegment=yes|no state=initial|translated|reviewed|final "
        f"subState=prefixed {_FS} {_SLR}",
    ),
    "ignorable": Element(content=_BILINGUAL, attributes="id=nmtoken"),
    "notes": Element(content="note+", attributes=_FS),
    "note": Element(
        content="#text",
        attributes="id=nmtoken appliesTo=source|target category ref "
        f"priority=1|2|3|4|5|6|7|8|9|10 {_OPEN}",
    ),
    "originalData": Element(content="data+"),
    "data": Element(
        content="#text cp*",
        attributes="id!=nmtoken dir=ltr|rtl|auto xml:space=default|preserve " + _FS,
    ),
    "source": Element(content=_INLINE, attributes=f"{_XML} {_FS} {_SLR}"),
    "target": Element(content=_INLINE, attributes=f"order=positive {_XML} {_FS} {_SLR}"),
    "cp": Element(attributes="hex!=hex"),
    "ph": Element(attributes=f"id!=nmtoken dataRef=nmtoken disp equiv subFlows=nmtokens {_CODE}"),
    "pc": Element(
        content=_INLINE,
        attributes="id!=nmtoken dataRefStart=nmtoken dataRefEnd=nmtoken dispStart dispEnd "
        f"equivStart equivEnd subFlowsStart=nmtokens subFlowsEnd=nmtokens {_SPANNING}",
    ),
    "sc": Element(attributes=f"id!=nmtoken isolated=yes|no {_ONE_SIDED}"),
    "ec": Element(attributes=f"id=nmtoken startRef=nmtoken isolated=yes|no {_ONE_SIDED}"),
    "mrk": Element(content=_INLINE, attributes=_MARKER),
    "sm": Element(attributes=_MARKER),
    "em": Element(attributes="startRef!=nmtoken"),
}

_OF_MODULES: Final = {
    "mtc:matches": Element(content="mtc:match+"),
    "mtc:match": Element(
        content="mda:metadata? originalData? source target other*",
        attributes="id=nmtoken ref! origin reference=yes|no similarity=percent "
        "matchQuality=percent matchSuitability=percent subType=prefixed "
        f"type=am|mt|icm|idm|tb|tm|other {_FS} {_SLR} other",
    ),
    "gls:glossary": Element(content="gls:glossEntry+"),
    "gls:glossEntry": Element(
        content="gls:term gls:translation* gls:definition? other*",
        attributes="id=nmtoken ref xml:lang=language other",
    ),
    "gls:term": Element(content="#text", attributes="source xml:lang=language other"),
    "gls:translation": Element(
        content="#text", attributes="id=nmtoken ref source xml:lang=language other"
    ),
    "gls:definition": Element(content="#text", attributes="source xml:lang=language other"),
    "mda:metadata": Element(content="mda:metaGroup+", attributes=f"id=nmtoken {_FS}"),
    "mda:metaGroup": Element(
        content="(mda:metaGroup|mda:meta)+",
        attributes=f"id=nmtoken category appliesTo=source|target|ignorable {_FS}",
    ),
    "mda:meta": Element(content="#text", attributes=f"type! {_FS}"),
    "res:resourceData": Element(content="(res:resourceItem|res:resourceItemRef)+"),
    "res:resourceItem": Element(
        content="res:source? res:target? res:reference*",
        attributes="id=nmtoken mimeType context=yes|no other",
    ),
    "res:resourceItemRef": Element(attributes="id=nmtoken ref!=nmtoken other"),
    "res:source": Element(content="any", attributes="href xml:lang=language other"),
    "res:target": Element(content="any", attributes="href xml:lang=language other"),
    "res:reference": Element(content="any", attributes="href! xml:lang=language other"),
    "ctr:changeTrack": Element(content="ctr:revisions+"),
    "ctr:revisions": Element(
        content="ctr:revision+",
        attributes="appliesTo!=nmtoken ref=nmtoken currentVersion=nmtoken other",
    ),
    "ctr:revision": Element(
        content="ctr:item+", attributes="author datetime version=nmtoken checksum=nmtoken other"
    ),
    "ctr:item": Element(content="any", attributes="property! other"),
    "slr:profiles": Element(
        content="slr:normalization? other*", attributes="generalProfile storageProfile"
    ),
    "slr:normalization": Element(attributes="general=none|nfc|nfd storage=none|nfc|nfd"),
    "slr:data": Element(content="other*", attributes="profile! other"),
    "val:validation": Element(content="val:rule+", attributes="other"),
    "val:rule": Element(
        attributes="isPresent occurs=positive isNotPresent startsWith endsWith "
        "existsInSource=yes|no caseSensitive=yes|no normalization=none|nfc|nfd "
        "disabled=yes|no other",
    ),
}

VOCABULARY: Final = Vocabulary(
    elements=MappingProxyType(_CORE | _OF_MODULES),
    namespaces=MappingProxyType(_MODULES | dict.fromkeys(CORES, "")),
    section="Detailed specifications",
    ignored=_ANYWHERE,
)
