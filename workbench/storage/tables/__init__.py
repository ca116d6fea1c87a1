"""The schema, as typed declarative classes without behaviour."""

from workbench.storage.tables.accounts import LoginAttempt, Membership, SignIn, Token, User
from workbench.storage.tables.alignments import (
    Alignment,
    AlignmentChange,
    AlignmentSentence,
    Bead,
)
from workbench.storage.tables.base import Table, UtcTime
from workbench.storage.tables.destinations import Delivery, Destination
from workbench.storage.tables.documents import (
    Block,
    Document,
    DocumentName,
    Lineage,
    Original,
    Project,
    Segment,
    SegmentVersion,
    SourceVersion,
    Upload,
)
from workbench.storage.tables.editions import (
    Comment,
    Draft,
    Edition,
    Finding,
    LeftOut,
    Review,
    Target,
    TargetHistory,
    Waiver,
)
from workbench.storage.tables.feed import Event, Job, Setting
from workbench.storage.tables.front_matter import Cover, Rights
from workbench.storage.tables.glossaries import (
    Concept,
    ConceptVersion,
    Decision,
    Glossary,
    Policy,
    PolicyVersion,
    Revision,
    Rule,
    Term,
)
from workbench.storage.tables.memories import (
    Memory,
    MemoryChoice,
    MemoryPosting,
    MemoryUnit,
    MemoryUse,
)
from workbench.storage.tables.mentions import FirstMention, Sense
from workbench.storage.tables.occurrences import (
    Form,
    FormKey,
    SourceOccurrence,
    SourcePosting,
    TargetOccurrence,
    TargetPosting,
)
from workbench.storage.tables.publications import Publication
from workbench.storage.tables.term_uploads import TermUpload
from workbench.storage.tables.term_work import Affected, ConceptRemark, Proposal
from workbench.storage.tables.trips import Homecoming, Outing

__all__ = [
    "Affected",
    "Alignment",
    "AlignmentChange",
    "AlignmentSentence",
    "Bead",
    "Block",
    "Comment",
    "Concept",
    "ConceptRemark",
    "ConceptVersion",
    "Cover",
    "Decision",
    "Delivery",
    "Destination",
    "Document",
    "DocumentName",
    "Draft",
    "Edition",
    "Event",
    "Finding",
    "FirstMention",
    "Form",
    "FormKey",
    "Glossary",
    "Homecoming",
    "Job",
    "LeftOut",
    "Lineage",
    "LoginAttempt",
    "Membership",
    "Memory",
    "MemoryChoice",
    "MemoryPosting",
    "MemoryUnit",
    "MemoryUse",
    "Original",
    "Outing",
    "Policy",
    "PolicyVersion",
    "Project",
    "Proposal",
    "Publication",
    "Review",
    "Revision",
    "Rights",
    "Rule",
    "Segment",
    "SegmentVersion",
    "Sense",
    "Setting",
    "SignIn",
    "SourceOccurrence",
    "SourcePosting",
    "SourceVersion",
    "Table",
    "Target",
    "TargetHistory",
    "TargetOccurrence",
    "TargetPosting",
    "Term",
    "TermUpload",
    "Token",
    "Upload",
    "User",
    "UtcTime",
    "Waiver",
]
