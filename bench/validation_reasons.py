"""For which rule a file of the XLIFF 2 suite is invalid: what its name tells, and our rule."""

from __future__ import annotations

import re
from typing import Final

#: Beginnings or parts of file names (after `bad_`, `Bad-`), by the rule that the name tells of.
_NAMED: Final = {
    "CommentWithValueAndRef|RefAndValueInComment|InvalidCommentAnnotation1": "comment-value-or-ref",
    "InvalidCommentAnnotation|InvalidNoteRefInUnit": "comment-note",
    "ConfusedIsolatedOnEc|InvalidIsolatedOnEc|IsolatedEcWithId|MissingIsolatedOnEc|"
    "NonIsolatedEc": "end-isolated-or-paired",
    "InvalidIsolatedOnSc|MissingIsolatedOnSc|EcBeforeSc": "pair-complete",
    "CopyOf": "copy-of",
    "Different(CanCopy|CanDelete|CanOverlap|CanReorder|CopyOf|Dir|SubType|Type)In|"
    "YesCanReorderInEc": "pair-agrees",
    "DifferentXmlSpace": "white-space-differs",
    "DataIdNotUnique": "data-id-unique",
    "DataRefWithout|InvalidDataRef|UnknownDataRef": "data-unknown",
    "DuplicateExtElemIds": "extension-id-unique",
    "DuplicateNoteIds": "note-id-unique",
    "EmBeforeSm": "annotation-complete",
    "SkeletonWith": "skeleton-content-or-href",
    "FileIdNotUnique": "file-id-unique",
    "GroupIdNotUnique": "group-id-unique",
    "(Ignorable|Part|Segment)IdNotUnique": "content-id-unique",
    "GroupWithoutId|mda_meta-missing-type": "attribute-required",
    "WithoutSource|NoFile|NoUnitOrGroup|NotesWithoutNote|OriginalDataWithoutData|"
    "mda_missing-metaGroup": "element-required",
    "InvalidDirAttribute|InvalidExtensionAttribute|InvalidFSAttribute.xlf|InvalidTranslateIn|"
    "missplaced-appliesTo|match-has-xml_lang": "attribute-not-allowed",
    "InvalidExtensionElementIn(Data|OriginalData|Segment)|OutsideFile": "element-not-allowed",
    "InvalidExtensionElementInFile|InvalidNotesIn": "element-order",
    "InvalidFSAttributeOnEc|slr_\\w+-ec-not-isolated": "end-carries-too-much",
    "InvalidFSAttributeValue|fs_fs-not-valid-HTML": "style-no-html",
    "InvalidFragId": "fragment-syntax",
    "InvalidHexRange": "character-not-needed",
    "InvalidHexValue|InvalidId\\d|InvalidStateValue|InvalidTypeValue|LangNotWellFormed|"
    "SubFlowWithInvalidValue|not-nmtoken|metaGroup-invalid-appliesTo|type-value-not-in-list|"
    "val_invalid": "attribute-value",
    "InvalidTypeSubType": "sub-type-of-another-type",
    "InvalidValidation": "element-unknown",
    "InvalidXmlLang|WrongLang|WrongSourceLang|WrongTargetLang": "language-differs",
    "MissingNonRemovable": "code-deleted",
    "MissingReorderFirstNo": "sequence-without-beginning",
    "NoTrgLang": "target-language-required",
    "OrderNotUnique": "target-order",
    "SubFlowWithInvalidReference": "sub-flow-unknown",
    "SubStateWithoutState": "sub-state-without-state",
    "SubTypeWithoutType|subType-w-o-type": "sub-type-without-type",
    "TwoSource": "element-repeated",
    "UnitWithoutSegment": "unit-without-segment",
    "WrongReordering": "sequence-reordered",
    "canReorderContext": "bound-code-copied-or-deleted",
    "ctr-property-not-legit-category": "revision-repeats",
    "ctr_property": "revision-property",
    "ctr_": "revision-ref",
    "fs_subFs": "style-details-alone",
    "gls_\\w+-and-translation-not-unique|metaGroup-id-not-unique|match-ID-not-unique|"
    "res_\\w+-not-unique": "module-id-unique",
    "gls_glossEntry-w-o": "glossary-entry-empty",
    "mtc_wrong-ref": "match-ref",
    "res_source-has-content": "resource-content-or-href",
    "xml_lang-not-same": "resource-language-differs",
    "slr_equivStorage-not-integer": "equivalent-storage",
    "slr_sizeInfo-not-integer": "size-info",
    "slr_sizeInfo-with|slr_sizeInfoRef-with": "size-info-and-ref",
    "slr_sizeInfoRef-has-no-data": "size-info-unknown",
    "slr_(size|storage)Restriction": "size-restriction",
    "val_ExactlyOne": "validation-one-criterion",
    "val_existsInSource": "validation-in-source",
}


def reason(name: str) -> str:
    """The rule that a file is named for; empty where its name tells of none."""
    told = name.partition("ad")[2].lstrip("-_")
    return next((rule for part, rule in _NAMED.items() if re.match(part, told)), "") or next(
        (rule for part, rule in _NAMED.items() if re.search(part, told)), ""
    )
