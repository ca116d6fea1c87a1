"""What the editor says: names of checks, reasons and weights, and every word of its script.

The script says nothing of its own: it takes these words from the page, in the
language of the page.
"""

from __future__ import annotations

from functools import lru_cache

from glossary.model import Voice
from workbench.web.languages import current
from workbench.web.languages import gettext as _
from workbench.web.structure_words import voice_label


def check_label(name: str) -> str:
    """Name a check as a filter offers it."""
    return {
        "terminology": _("terms"),
        "codes": _("inline codes"),
        "end_punctuation": _("end punctuation"),
        "language": _("wrong language"),
        "length": _("length"),
        "numbers": _("numbers and dates"),
        "quotation_marks": _("quotation marks"),
        "repeated_word": _("repeated words"),
        "spaces": _("spaces"),
        "untranslated": _("untranslated"),
    }.get(name.replace("-", "_"), name)


def reason_label(reason: str) -> str:
    """Name why a segment is returned."""
    return {
        "meaning": _("meaning"),
        "term": _("term"),
        "style": _("style"),
        "grammar": _("grammar"),
        "completeness": _("completeness"),
        "other": _("other"),
    }[reason]


def weight_label(weight: str) -> str:
    """Name how much a return weighs."""
    return {
        "neutral": _("neutral"),
        "minor": _("minor"),
        "major": _("major"),
    }[weight]


def script_words() -> dict[str, str]:
    """Give every word of the editor's script; %(name)s is filled in there."""
    return _words(current())


@lru_cache(maxsize=8)
def _words(language: str) -> dict[str, str]:
    """Ask for some 150 words once for each language of the pages, not for each page."""
    del language  # the key; the words are said in the language of the page
    return {
        **_saving(),
        **_segment(),
        **_terms(),
        **_memory(),
        **_remarks(),
        **_dialogs(),
        **_keys(),
    }


def _saving() -> dict[str, str]:
    return {
        "saved": _("saved"),
        "saving": _("saving"),
        "opening": _("opening the segment"),
        "unsaved": _("not saved yet, kept on this computer"),
        "not-saved": _("not saved, kept on this computer"),
        "retrying": _("Not saved: no answer. Trying again; your text is kept on this computer."),
        "signed-out": _("You are signed out. Your text is kept on this computer."),
        "sign-in": _("Sign in in a new tab"),
        "somebody-else": _(
            "Somebody else has signed in here. Your text is kept on this computer, for you alone."
        ),
        "unkept": _("Not saved, and this browser keeps no texts: leave this page open."),
        "unanswered": _("No answer came, so this was not done. Try again."),
        "refused": _("Not saved: %(reason)s Your text is kept on this computer."),
        "conflict": _("Somebody saved this segment first. Nothing was overwritten."),
        "base": _("What you began from"),
        "theirs": _("Saved by %(name)s"),
        "theirs-unnamed": _("Saved by somebody else"),
        "mine": _("Yours"),
        "nothing": _("(nothing)"),
        "keep-mine": _("Keep mine on top of theirs"),
        "take-theirs": _("Take theirs"),
        "take-theirs-hint": _("Undo brings yours back."),
        "recovered": _("This computer kept a text of yours that was not saved."),
        "kept-on-server": _("Somebody saved first, so a text of yours was not taken. It is kept."),
        "use-kept": _("Use the kept text"),
        "forget-kept": _("Forget it"),
        "colleague-saved": _("%(name)s saved this segment while you have it open."),
        "colleague-approved": _("%(name)s approved this segment while you have it open."),
        "colleague-returned": _("%(name)s returned this segment while you have it open."),
        "colleague-signed-off": _("%(name)s signed off this segment while you have it open."),
        "colleague-reopened": _("%(name)s reopened this segment while you have it open."),
        "somebody": _("Somebody"),
        "writes-here": _("%(name)s is writing here too. Who saves second sees both texts."),
        "show-theirs": _("Show what stands there"),
        "load-failed": _("This could not be loaded. Check the connection and try again."),
        "try-again": _("Try again"),
    }  # fmt: skip


def _segment() -> dict[str, str]:
    return {
        "translation": _("Translation"),
        "confirm": _("Confirm"),
        "approve": _("Approve"),
        "sign-off": _("Sign off"),
        "reopen": _("Reopen"),
        "return": _("Return"),
        "return-with-reason": _("Return with a reason"),
        "close": _("Close"),
        "confirmed": _("Confirmed."),
        "approved": _("Approved."),
        "signed-off": _("Signed off."),
        "reopened": _("Reopened."),
        "returned": _("Returned."),
        "came-back": _("Returned by a reviewer."),
        "last-open": _("No open segment follows."),
        "use-approved": _("Back to the approved text"),
        "read-only": _("You may read this segment, not change it."),
        "read-only-final": _("This segment is final. Reopen it to change it."),
        "no-findings": _("No findings"),
        "more-findings": _("%(count)s more"),
        "error": _("error"),
        "warning": _("warning"),
        "note": _("note"),
        "code": _("Inline code %(name)s"),
        "insert-code": _("Insert the code %(name)s"),
        "split": _("Split"),
        "join": _("Join with the next"),
        "split-where": _("Split the source"),
        "split-before": _("The second part begins after the line"),
        "split-done": _("The segment is two. Its translation stays with the first part."),
        "join-done": _("The two segments are one, and so are their translations."),
        "may-not-cut": _("Your roles do not allow to split or join the source."),
        "no-place-to-split": _("There is but one word here; it cannot be split."),
        "nothing-to-join": _("This is the last segment of its block; no other follows to join."),
        "source-changed-since": _("The source has changed since this was translated:"),
        "source-moved": _("Somebody has changed how the source is cut or ordered."),
        "load-anew": _("Load the page again"),
    }


def _terms() -> dict[str, str]:
    return {
        "terms": _("Terms"),
        "findings": _("Findings"),
        "history": _("History"),
        "comments": _("Comments"),
        "others": _("Languages"),
        "codes": _("Inline codes"),
        "contested": _("contested"),
        "why-contested": _("Why contested"),
        "rule": _("Rule here"),
        "preferred": _("preferred"),
        "allowed": _("allowed"),
        "first-mention": _("at first mention"),
        "deprecated": _("deprecated"),
        "banned": _("not to be used"),
        "not-here": _("not for this word"),
        "no-rendering": _("The glossary names no rendering in this language."),
        "what-meant": _("What do the words “%(words)s” mean here?"),
        "meant": _("Meaning"),
        "none-of-these": _("none of these"),
        "set-sense": _("Say so"),
        "set-sense-of": _("What is meant? …"),
        "sense-set": _("It is noted what is meant. Every edition is checked again."),
        "meant-by": _("Meant here: %(words)s (%(name)s)."),
        "take-back": _("Take back"),
        "no-unclear": _("No word here needs to be told apart."),
        "insert": _("Insert “%(text)s”"),
        "forms-of": _("“%(text)s” in its cases"),
        "insert-term": _("Insert a term"),
        "no-terms": _("No glossary term in this segment."),
        "propose-words": _("Propose the selected words …"),
        "inside-longer": _("inside a longer term"),
        "ambiguous": _("may mean something else here"),
        "choose-segment": _("Open a segment to see what is known about it."),
        "quoted": _("in quotation marks"),
        "voice-quotation": _("words of somebody else: a quotation"),
        "voice-narration": _("words of the editor: narration"),
        "voice-question": _("words of who asks"),
        "voice-answer": _("words of who answers"),
        "set-voice-of": _("Whose words? …"),
        "whose-are": _("Whose words are “%(words)s” here?"),
        "whose-words": _("Whose words"),
        "voice-set": _("It is noted whose words they are. Every edition is checked again."),
        "whose-by": _("Whose words: %(voice)s (%(name)s)."),
        "as-proposed": _("As the marks propose"),
        **{f"said-{voice.value}": voice_label(voice) for voice in Voice},
    }


def _memory() -> dict[str, str]:
    return {
        "memory": _("Memory"),
        "no-matches": _("The memory has nothing like this."),
        "match-context": _("in the same context"),
        "match-exact": _("the same text"),
        "match-fuzzy": _("similar"),
        "insert-match": _("Insert"),
        "check-term": _("check the term"),
        "adapted-numbers": _("numbers adapted"),
        "adapted-codes": _("codes adapted"),
        "adapted-codes-lost": _("codes are missing"),
        "unit-final": _("final"),
        "unit-reviewed": _("reviewed"),
        "unit-translated": _("translated"),
        "unit-abandoned": _("abandoned"),
        "unit-returned": _("returned"),
        "origin-person": _("confirmed by a person"),
        "origin-memory": _("from the memory, confirmed by a person"),
        "origin-aligned": _("aligned"),
        "origin-imported": _("from a file"),
        "repeats": _("Empty segments that say the same: %(count)s."),
        "fill-repeats": _("Fill them with this translation"),
        "repeats-filled": _("Filled: %(count)s."),
    }


def _remarks() -> dict[str, str]:
    return {
        "fix": _("Change to “%(text)s”"),
        "fix-delete": _("Delete"),
        "waive": _("Waive"),
        "waived": _("waived by %(name)s"),
        "end-waiver": _("End the exception"),
        "waiver-lapsed": _(
            "An exception of %(name)s holds no more: its words, their source, the sense, the"
            " voice or the rule changed. Its reason was: %(reason)s"
        ),
        "action-typographic": _("set anew: spaces, marks, dashes"),
        "no-history": _("Nothing has been saved here yet."),
        "put-back": _("Put this text back"),
        "no-others": _("The document has no other edition."),
        "no-comments": _("No comment yet."),
        "comment": _("Comment"),
        "add-comment": _("Add a comment"),
        "on-source": _("about the source"),
        "resolve": _("Resolve"),
        "open-again": _("Open again"),
        "resolved-by": _("resolved by %(name)s"),
        "open-edition": _("Open this edition here"),
        "action-draft": _("draft"),
        "action-confirm": _("confirmed"),
        "action-import": _("taken over from an alignment"),
        "action-approve": _("approved"),
        "action-return": _("returned"),
        "action-sign-off": _("signed off"),
        "action-reopen": _("reopened"),
        "action-source-changed": _("the source changed"),
        "action-split": _("split"),
        "action-join": _("joined"),
        "action-undo": _("put back after a split or join"),
        "state-initial": _("draft"),
        "state-empty": _("empty"),
        "state-translated": _("translated"),
        "state-reviewed": _("reviewed"),
        "state-final": _("final"),
    }


def _dialogs() -> dict[str, str]:
    return {
        "cancel": _("Cancel"),
        "reason": _("Reason"),
        "weight": _("Weight"),
        "in-your-words": _("In your words"),
        "waive-title": _("Waive a finding"),
        "waive-why": _("Why is it right here?"),
        "waive-scope": _("Where"),
        "waive-lapses": _(
            "It lapses when these words, their source, the sense, the voice or the rule"
            " change, not when anything else in the segment does."
        ),
        "scope-occurrence": _("here only"),
        "scope-document": _("in the whole document"),
        "scope-speaker": _("wherever this speaker says it"),
        "no-finding": _("There is no finding to waive here."),
        "needs-text": _("Please write why."),
        "needs-words": _("Write something first."),
        "signed-out-here": _("You are signed out. Sign in in another tab, then send this again."),
        "keys": _("Keys"),
        **{f"reason-{r}": reason_label(r) for r in _REASONS},
        **{f"weight-{w}": weight_label(w) for w in _WEIGHTS},
    }


_REASONS = ("meaning", "term", "style", "grammar", "completeness", "other")
_WEIGHTS = ("neutral", "minor", "major")


def _keys() -> dict[str, str]:
    return {
        "key-confirm": _("confirm and go to the next open segment"),
        "key-approve": _("approve"),
        "key-return": _("return with a reason"),
        "key-next": _("next segment"),
        "key-previous": _("previous segment"),
        "key-copy": _("copy the source"),
        "key-terms": _("insert a term: then its digit, or arrows and Enter"),
        "key-fix": _("apply the first fix of the finding at the caret"),
        "key-sense": _("say what an ambiguous word means"),
        "key-propose": _("propose the selected words to the glossary"),
        "key-comment": _("comment"),
        "key-waive": _("waive the finding at the caret"),
        "key-match": _("insert a match of the memory"),
        "key-concordance": _("look the selected words up in the memory"),
        "key-break": _("line break inside the segment"),
        "key-split": _("split the source at what is marked in it"),
        "key-join": _("join with the next segment"),
        "key-leave": _("leave the field"),
        "key-undo": _("undo"),
        "key-redo": _("redo"),
        "key-keys": _("this list"),
    }
