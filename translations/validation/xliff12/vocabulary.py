"""The elements and attributes of XLIFF 1.2 (OASIS, transitional), as tables.

Lists of values are open where the standard lets tools add values of their own, and so are
attributes (`any`).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from translations.validation.shape import Element, Vocabulary

NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:1.2"

_XML = "xml:lang=language xml:space=default|preserve"
_STATE = (
    "state=final|needs-adaptation|needs-l10n|needs-review-adaptation|needs-review-l10n|"
    "needs-review-translation|needs-translation|new|signed-off|translated|x- "
    "state-qualifier=exact-match|fuzzy-match|id-match|leveraged-glossary|leveraged-inherited|"
    "leveraged-mt|leveraged-repository|leveraged-tm|mt-suggestion|rejected-grammar|"
    "rejected-inaccurate|rejected-length|rejected-spelling|tm-suggestion|x-"
)
_LOOK = "coord=coordinates font css-style style=nmtoken exstyle=nmtoken"
_RESOURCE = f"restype resname extradata extype help-id=nmtoken menu menu-option menu-name {_LOOK}"
_SIZE = (
    "size-unit maxwidth=nmtoken minwidth=nmtoken maxheight=nmtoken minheight=nmtoken "
    "maxbytes=nmtoken minbytes=nmtoken charclass"
)
_UNIT = f"translate=yes|no reformat datatype {_RESOURCE} {_SIZE} merged-trans=yes|no ts {_XML} any"
_CODE = "id! xid equiv-text ts any"
_PAIRED = f"rid=nmtoken ctype {_CODE}"
_INLINE = "#text (g|x|bx|ex|ph|bpt|ept|it|mrk)*"
_NATIVE = "#text sub*"
_FILE = "(internal-file|external-file)"
_UNITS = "(group|trans-unit|bin-unit)*"

_ELEMENTS: Final = {
    "xliff": Element(
        content="(file|other)+", attributes="version!=1.2|1.1|1.0 xml:lang=language other"
    ),
    "file": Element(
        content="header? body",
        attributes="original! source-language!=language datatype! tool tool-id date=date "
        "category target-language=language product-name product-version build-num ts "
        f"{_XML} any",
    ),
    "header": Element(
        content="skl? phase-group? (glossary|reference|count-group|prop-group|note|tool)* other*"
    ),
    "skl": Element(content=_FILE),
    "glossary": Element(content=f"#text {_FILE}?"),
    "reference": Element(content=f"#text {_FILE}?"),
    "internal-file": Element(content="any", attributes="form crc=nmtoken"),
    "external-file": Element(attributes="href! crc=nmtoken uid=nmtoken"),
    "note": Element(
        content="#text",
        attributes="xml:lang=language priority=1|2|3|4|5|6|7|8|9|10 from "
        "annotates=source|target|general",
    ),
    "phase-group": Element(content="phase+"),
    "phase": Element(
        content="note*",
        attributes="phase-name! process-name! company-name tool tool-id date=date job-id "
        "contact-name contact-email contact-phone",
    ),
    "count-group": Element(content="count*", attributes="name!"),
    "count": Element(content="#text", attributes="count-type phase-name unit"),
    "prop-group": Element(content="prop+", attributes="name"),
    "prop": Element(content="#text", attributes="prop-type! xml:lang=language"),
    "context-group": Element(content="context+", attributes="name crc=nmtoken purpose"),
    "context": Element(
        content="#text", attributes="context-type! match-mandatory=yes|no crc=nmtoken"
    ),
    "tool": Element(content="any", attributes="tool-id! tool-name! tool-version tool-company any"),
    "body": Element(content=_UNITS),
    "group": Element(
        content=f"context-group* count-group* prop-group* note* other* {_UNITS}",
        attributes=f"id {_UNIT}",
    ),
    "trans-unit": Element(
        content="source seg-source? target? "
        "(context-group|count-group|prop-group|note|alt-trans)* other*",
        attributes=f"id! approved=yes|no phase-name {_UNIT}",
    ),
    "source": Element(content=_INLINE, attributes="xml:lang=language ts any"),
    "seg-source": Element(content=_INLINE, attributes="xml:lang=language ts any"),
    "target": Element(
        content=_INLINE,
        attributes=f"{_STATE} phase-name=nmtoken xml:lang=language resname {_LOOK} "
        "equiv-trans=yes|no ts any",
    ),
    "alt-trans": Element(
        content="source? seg-source? target+ (context-group|prop-group|note)* other*",
        attributes="match-quality tool tool-id crc=nmtoken origin datatype mid=nmtoken "
        f"phase-name=nmtoken alttranstype {_RESOURCE} {_XML} ts any",
    ),
    "bin-unit": Element(
        content="bin-source bin-target? "
        "(context-group|count-group|prop-group|note|trans-unit)* other*",
        attributes="id! mime-type! approved=yes|no translate=yes|no reformat restype resname "
        "phase-name ts any",
    ),
    "bin-source": Element(content=_FILE, attributes="ts any"),
    "bin-target": Element(
        content=_FILE,
        attributes=f"mime-type {_STATE} phase-name=nmtoken restype resname ts any",
    ),
    "g": Element(content=_INLINE, attributes=f"ctype clone=yes|no {_CODE}"),
    "x": Element(attributes=f"ctype clone=yes|no {_CODE}"),
    "bx": Element(attributes=f"clone=yes|no {_PAIRED}"),
    "ex": Element(attributes=f"rid=nmtoken {_CODE}"),
    "ph": Element(content=_NATIVE, attributes=f"ctype crc assoc=preceding|following|both {_CODE}"),
    "bpt": Element(content=_NATIVE, attributes=f"crc {_PAIRED}"),
    "ept": Element(content=_NATIVE, attributes=f"crc rid=nmtoken {_CODE}"),
    "it": Element(content=_NATIVE, attributes=f"pos!=open|close crc {_PAIRED}"),
    "sub": Element(content=_INLINE, attributes="datatype ctype xid"),
    "mrk": Element(content=_INLINE, attributes="mtype! mid=nmtoken comment ts any"),
}

VOCABULARY: Final = Vocabulary(
    elements=MappingProxyType(_ELEMENTS),
    namespaces=MappingProxyType({NAMESPACE: "", "": ""}),
    section="Detailed Specifications",
    ignored=frozenset({"http://www.w3.org/2001/XMLSchema-instance"}),
)
