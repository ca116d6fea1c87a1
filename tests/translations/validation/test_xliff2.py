"""Rules of XLIFF 2: each is proved by a file that keeps to it and a neighbour that does not."""

from __future__ import annotations

import io

import pytest

from tests.translations.validation.judging import Case, broken, lines
from translations.formats import xliff
from translations.formats.xliff import XliffSegment, XliffUnit
from translations.model import Code, CodeKind
from translations.validation import validate

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:xliff:{name}:2.0"'
    for prefix, name in {
        "mtc": "matches",
        "gls": "glossary",
        "mda": "metadata",
        "res": "resourcedata",
        "ctr": "changetracking",
        "slr": "sizerestriction",
        "val": "validation",
        "fs": "fs",
    }.items()
)


def document(files: str, said: str = 'version="2.0" srcLang="uk" trgLang="en"') -> str:
    """A document of these files."""
    its = 'xmlns:its="http://www.w3.org/2005/11/its"'
    core = 'xmlns="urn:oasis:names:tc:xliff:document:2.0"'
    pgs = 'xmlns:pgs="urn:oasis:names:tc:xliff:pgs:1.0"'
    return f'<xliff {core} {_NAMES} {pgs} {its} xmlns:my="urn:ours" {said}>\n{files}\n</xliff>'


def file(content: str) -> str:
    return document(f'<file id="f">\n{content}\n</file>')


def unit(content: str, said: str = "") -> str:
    return file(f'<unit id="u" {said}>\n{content}\n</unit>')


def source(text: str, before: str = "") -> str:
    return unit(f"{before}<segment><source>{text}</source></segment>")


def pair(source_text: str, target_text: str, before: str = "") -> str:
    return unit(
        f"{before}<segment><source>{source_text}</source><target>{target_text}</target></segment>"
    )


_SEGMENT = "<segment><source>Слово</source></segment>"
_UNIT = f'<unit id="u">{_SEGMENT}</unit>'
_DATA = '<originalData><data id="d">[b]</data></originalData>'
_NOTES = '<notes><note id="n">Так у автора</note></notes>'
_BOUND = 'canCopy="no" canDelete="no"'


def _match(said: str, source_text: str = "Слово") -> str:
    return unit(
        f"<mtc:matches><mtc:match {said}><source>{source_text}</source>"
        "<target>Word</target></mtc:match></mtc:matches>"
        '<segment id="s"><source>Слово</source></segment>'
    )


def _revisions(said: str, items: str) -> str:
    return unit(
        f"<ctr:changeTrack><ctr:revisions {said}><ctr:revision>{items}</ctr:revision>"
        "</ctr:revisions></ctr:changeTrack>"
        '<notes><note id="a" category="x">1</note><note id="b">2</note></notes>' + _SEGMENT
    )


def _item(name: str) -> str:
    return f'<ctr:item property="{name}">x</ctr:item>'


def _sized(said: str) -> str:
    profiles = '<slr:profiles generalProfile="xliff:codepoints" storageProfile="xliff:utf8"/>'
    data = '<slr:data profile="xliff:codepoints"><my:size id="z"/></slr:data>'
    return file(f"{profiles}{data}<unit id='u' {said}>{_SEGMENT}</unit>")


def _checked(said: str) -> str:
    return unit(f"<val:validation><val:rule {said}/></val:validation>{_SEGMENT}")


def _resource(content: str) -> str:
    return unit(
        f"<res:resourceData><res:resourceItem>{content}</res:resourceItem></res:resourceData>"
        + _SEGMENT
    )


def _issue(said: str) -> str:
    records = '<its:locQualityIssues id="q"><its:locQualityIssue/></its:locQualityIssues>'
    return source(f'<mrk id="1" type="its:any" {said}>а</mrk>', records)


_ENTRY = (
    "<gls:glossary><gls:glossEntry><gls:term>слово</gls:term>{}</gls:glossEntry></gls:glossary>"
)

SHAPE = (
    Case("attribute-required", file(_UNIT), file(f"<unit>{_SEGMENT}</unit>")),
    Case("attribute-not-allowed", source("а"), unit('<segment my:x="1"><source/></segment>')),
    Case(
        "attribute-value",
        unit('<segment state="final"><source/></segment>'),
        unit('<segment state="done"><source/></segment>'),
    ),
    Case("attribute-value", file('<unit id="a.1">' + _SEGMENT + "</unit>"),
         file('<unit id="a/1">' + _SEGMENT + "</unit>")),
    Case("attribute-value", document(f'<file id="f">{_UNIT}</file>'),
         document(f'<file id="f">{_UNIT}</file>', 'version="2.0" srcLang="u k"')),
    Case("text-not-allowed", unit(_SEGMENT), unit(f"стороннє {_SEGMENT}")),
    Case("element-required", unit(_SEGMENT), unit("<segment><target/></segment>")),
    Case("element-not-allowed", unit(f"<my:x/>{_SEGMENT}"),
         unit("<segment><source/><my:x/></segment>")),
    Case("element-unknown", source("<ph id='1'/>"), source("<phrase id='1'/>")),
    Case("element-repeated", unit(_SEGMENT), unit("<segment><source/><source/></segment>")),
    Case("element-order", unit(_NOTES + _SEGMENT), unit(_SEGMENT + _NOTES)),
)  # fmt: skip

PROSE = (
    Case("version-unknown", file(_UNIT),
         document(f'<file id="f">{_UNIT}</file>', 'version="2.9" srcLang="uk"')),
    Case("newer-than-version",
         document(f'<notes><note>x</note></notes><file id="f">{_UNIT}</file>',
                  'version="2.2" srcLang="uk"'),
         document(f'<notes><note>x</note></notes><file id="f">{_UNIT}</file>')),
    Case("case-without-switch",
         unit('<segment pgs:case="one"><source/></segment>', 'pgs:switch="plural:n"'),
         unit('<segment pgs:case="one"><source/></segment>')),
    Case("target-language-required", pair("а", "a"),
         document('<file id="f"><unit id="u"><segment><source/><target/></segment></unit></file>',
                  'version="2.0" srcLang="uk"')),
    Case("language-differs",
         unit('<segment><source xml:lang="UK">а</source></segment>', 'xml:lang="uk"'),
         unit(_SEGMENT, 'xml:lang="ru"')),
    Case("resource-language-differs", _resource('<res:source xml:lang="uk" href="a"/>'),
         _resource('<res:source xml:lang="ru" href="a"/>')),
    Case("white-space-differs",
         unit("<segment><source>а</source><target>a</target></segment>", 'xml:space="preserve"'),
         unit('<segment><source xml:space="preserve">а</source><target>a</target></segment>')),
    Case("file-id-unique",
         document(f'<file id="f">{_UNIT}</file><file id="g">{_UNIT}</file>'),
         document(f'<file id="f">{_UNIT}</file><file id="f">{_UNIT}</file>')),
    Case("unit-id-unique", file(f'<group id="u">{_UNIT}</group>'),
         file(f'<group id="g">{_UNIT}</group>{_UNIT}')),
    Case("group-id-unique", file('<group id="g"><group id="h"/></group>'),
         file('<group id="g"><group id="g"/></group>')),
    Case("note-id-unique",
         file(f'<group id="g">{_NOTES}<unit id="u">{_NOTES}{_SEGMENT}</unit></group>'),
         unit('<notes><note id="n"/><note id="n"/></notes>' + _SEGMENT)),
    Case("data-id-unique", source("", _DATA),
         source("", '<originalData><data id="d"/><data id="d"/></originalData>')),
    Case("content-id-unique", pair('<ph id="1"/>', '<ph id="1"/>'),
         unit('<segment id="1"><source><ph id="1"/></source></segment>')),
    Case("extension-id-unique", unit(f'<my:x id="a"/><my:x id="b"/>{_SEGMENT}'),
         unit(f'<my:x id="a"/><my:x xml:id="a"/>{_SEGMENT}')),
    Case("module-id-unique",
         unit(f'<mda:metadata id="a"><mda:metaGroup id="b"><mda:meta type="t"/></mda:metaGroup>'
              f"</mda:metadata>{_SEGMENT}"),
         unit(f'<mda:metadata id="a"><mda:metaGroup id="a"><mda:meta type="t"/></mda:metaGroup>'
              f"</mda:metadata>{_SEGMENT}")),
    Case("skeleton-content-or-href", file(f'<skeleton href="s"/>{_UNIT}'),
         file(f"<skeleton/>{_UNIT}")),
    Case("unit-without-segment", unit(f"<ignorable><source/></ignorable>{_SEGMENT}"),
         unit("<ignorable><source/></ignorable>")),
    Case("sub-state-without-state",
         unit('<segment state="initial" subState="my:new"><source/></segment>'),
         unit('<segment subState="my:new"><source/></segment>')),
    Case("sub-type-without-type", source('<ph id="1" type="fmt" subType="xlf:b"/>'),
         source('<ph id="1" subType="xlf:b"/>')),
    Case("target-order",
         unit('<segment><source/><target order="2"/></segment>'
              '<segment><source/><target order="1"/></segment>'),
         unit('<segment><source/><target order="2"/></segment>'
              '<segment><source/><target/></segment>')),
    Case("target-order", pair("а", "a"), unit('<segment><source/><target order="3"/></segment>')),
    Case("data-unknown", source('<ph id="1" dataRef="d"/>', _DATA),
         source('<ph id="1" dataRef="e"/>', _DATA)),
    Case("copy-of", source('<ph id="1"/><ph id="2" copyOf="1"/>'),
         source('<ph id="1"/><ph id="2" copyOf="3"/>')),
    Case("copy-of", source('<ph id="1" canCopy="yes"/><ph id="2" copyOf="1"/>'),
         source('<ph id="1" canCopy="no"/><ph id="2" copyOf="1"/>')),
    Case("copy-of", source('<ph id="1"/><ph id="2" dataRef="d"/>', _DATA),
         source('<ph id="1"/><ph id="2" copyOf="1" dataRef="d"/>', _DATA)),
    Case("sub-flow-unknown", source('<ph id="1" subFlows="u"/>'),
         source('<ph id="1" subFlows="u v"/>')),
    Case("end-isolated-or-paired", source('<ec id="1" isolated="yes"/>'), source('<ec id="1"/>')),
    Case("end-isolated-or-paired", source('<sc id="1"/><ec startRef="1"/>'),
         source('<sc id="1"/><ec id="2" startRef="1"/>')),
    Case("pair-complete", source('<sc id="1" isolated="yes"/>'), source('<sc id="1"/>')),
    Case("pair-complete", source('<sc id="1"/><ec startRef="1"/>'),
         source('<ec startRef="1"/><sc id="1"/>')),
    Case("pair-complete", source('<sc id="1" isolated="no"/><ec startRef="1"/>'),
         source('<sc id="1" isolated="yes"/><ec startRef="1"/>')),
    Case("pair-agrees", source('<sc id="1" canDelete="no"/><ec startRef="1" canDelete="no"/>'),
         source('<sc id="1" canDelete="no"/><ec startRef="1" canDelete="yes"/>')),
    Case("pair-agrees",
         source(f'<sc id="1" canReorder="firstNo" {_BOUND}/><ec startRef="1" canReorder="no"/>'),
         source(f'<sc id="1" canReorder="firstNo" {_BOUND}/><ec startRef="1" canReorder="yes"/>')),
    Case("end-carries-too-much", source('<ec id="1" isolated="yes" fs:fs="b"/>'),
         source('<sc id="1"/><ec startRef="1" fs:fs="b"/>')),
    Case("sub-type-of-another-type", source('<ph id="1" type="ui" subType="xlf:var"/>'),
         source('<ph id="1" type="fmt" subType="xlf:var"/>')),
    Case("character-not-needed", source('<cp hex="0001"/>'), source('<cp hex="0041"/>')),
    Case("bound-code-copied-or-deleted", source(f'<ph id="1" canReorder="firstNo" {_BOUND}/>'),
         source('<ph id="1" canReorder="firstNo" canCopy="no"/>')),
    Case("sequence-without-beginning",
         source(f'<ph id="1" canReorder="firstNo" {_BOUND}/><ph id="2" canReorder="no" {_BOUND}/>'),
         source(f'<ph id="2" canReorder="no" {_BOUND}/>')),
    Case("sequence-reordered",
         pair(f'<ph id="1" canReorder="firstNo" {_BOUND}/><ph id="2" canReorder="no" {_BOUND}/>'
              '<ph id="3"/>',
              f'<ph id="3"/><ph id="1" canReorder="firstNo" {_BOUND}/> '
              f'<ph id="2" canReorder="no" {_BOUND}/>'),
         pair(f'<ph id="1" canReorder="firstNo" {_BOUND}/><ph id="2" canReorder="no" {_BOUND}/>'
              '<ph id="3"/>',
              f'<ph id="1" canReorder="firstNo" {_BOUND}/><ph id="3"/>'
              f'<ph id="2" canReorder="no" {_BOUND}/>')),
    Case("code-deleted", pair('<ph id="1" canDelete="no"/>', '<ph id="1" canDelete="no"/>'),
         pair('<ph id="1" canDelete="no"/>', "")),
    Case("annotation-type", source('<mrk id="1" type="my:x">а</mrk>'),
         source('<mrk id="1" type="mine">а</mrk>')),
    Case("annotation-without-translate", source('<mrk id="1" translate="no">а</mrk>'),
         source('<mrk id="1">а</mrk>')),
    Case("comment-value-or-ref", source('<mrk id="1" type="comment" value="x">а</mrk>'),
         source('<mrk id="1" type="comment">а</mrk>')),
    Case("comment-note", source('<mrk id="1" type="comment" ref="#n=n">а</mrk>', _NOTES),
         file(f'{_NOTES}<unit id="u"><segment><source><mrk id="1" type="comment" ref="#f=f/n=n">а'
              "</mrk></source></segment></unit>")),
    Case("annotation-complete", source('<sm id="1" translate="no"/>а<em startRef="1"/>'),
         source('<sm id="1" translate="no"/>а')),
    Case("annotation-complete", source('<sm id="1" translate="no"/>а<em startRef="1"/>'),
         source('<em startRef="1"/><sm id="1" translate="no"/>')),
    Case("fragment-syntax", source('<mrk id="1" type="term" ref="#f=f/u=u/1">а</mrk>'),
         source('<mrk id="1" type="term" ref="#u=u/f=f/1">а</mrk>')),
    Case("fragment-syntax", source('<mrk id="1" type="term" ref="#gls=g">а</mrk>'),
         source('<mrk id="1" type="term" ref="#ours=g">а</mrk>')),
    Case("fragment-unknown", source('<mrk id="1" type="term" ref="#1">а</mrk>'),
         source('<mrk id="1" type="term" ref="#2">а</mrk>')),
    Case("match-ref", _match('ref="#s"'), _match('ref="s"')),
    Case("match-ref", _match('ref="#s"'), _match('ref="#u=u"')),
    Case("glossary-entry-empty",
         unit(_ENTRY.format("<gls:definition>x</gls:definition>") + _SEGMENT),
         unit(_ENTRY.format("") + _SEGMENT)),
    Case("resource-content-or-href", _resource("<res:source><my:x/></res:source>"),
         _resource('<res:source href="a"><my:x/></res:source>')),
    Case("style-no-html", unit(_SEGMENT, 'fs:fs="p"'), unit(_SEGMENT, 'fs:fs="paragraph"')),
    Case("style-details-alone", unit(_SEGMENT, 'fs:fs="img" fs:subFs="src,a.png"'),
         unit(_SEGMENT, 'fs:subFs="src,a.png"')),
    Case("revision-ref", _revisions('appliesTo="note" ref="a"', _item("content")),
         _revisions('appliesTo="note" ref="c"', _item("content"))),
    Case("revision-ref", _revisions('appliesTo="source"', _item("content")),
         _revisions('appliesTo="note"', _item("content"))),
    Case("revision-property", _revisions('appliesTo="note" ref="a"', _item("category")),
         _revisions('appliesTo="note" ref="b"', _item("category"))),
    Case("revision-repeats", _revisions('appliesTo="note" ref="a"', _item("content")),
         _revisions('appliesTo="note" ref="a"', _item("content") * 2)),
    Case("size-restriction", _sized('slr:sizeRestriction="1,*"'),
         _sized('slr:sizeRestriction="*1"')),
    Case("equivalent-storage", _sized('slr:equivStorage="7"'), _sized('slr:equivStorage="seven"')),
    Case("size-info", _sized('slr:sizeInfo="7"'), _sized('slr:sizeInfo="7.5"')),
    Case("size-info-and-ref", _sized('slr:sizeInfoRef="z"'),
         _sized('slr:sizeInfo="7" slr:sizeInfoRef="z"')),
    Case("size-info-unknown", _sized('slr:sizeInfoRef="z"'), _sized('slr:sizeInfoRef="y"')),
    Case("validation-one-criterion", _checked('isPresent="а"'),
         _checked('isPresent="а" endsWith="б"')),
    Case("validation-one-criterion", _checked('my:rule="1"'), _checked('occurs="1"')),
    Case("its-value", _issue('its:locQualityIssueSeverity="99.5"'),
         _issue('its:locQualityIssueSeverity="101"')),
    Case("its-value", _issue('its:locQualityIssueType="omission"'),
         _issue('its:locQualityIssueType="ugly"')),
    Case("its-value", _issue('its:mtConfidence="0.5"'), _issue('its:mtConfidence="5"')),
    Case("its-score-and-vote", _issue('its:locQualityRatingScore="5"'),
         _issue('its:locQualityRatingScore="5" its:locQualityRatingVote="2"')),
    Case("its-record-unknown", _issue('its:locQualityIssuesRef="#its=q"'),
         _issue('its:locQualityIssuesRef="#its=r"')),
    Case("validation-in-source", _checked('existsInSource="yes" endsWith=":"'),
         _checked('existsInSource="yes" isNotPresent="а"')),
)  # fmt: skip
CASES = (*SHAPE, *PROSE)


def test_a_flaw_names_its_line_and_where_the_standard_states_the_rule() -> None:
    text = source("<ph id='1'/>\n\n<ph id='1'/>")
    assert lines(text, "content-id-unique") == [6]
    (flaw,) = validate(text.encode()).flaws
    assert flaw.section == "id"
    assert flaw.message.english == "The id “1” is there already."


@pytest.mark.parametrize("version", ["2.0", "2.1", "2.2"])
def test_every_version_is_known(version: str) -> None:
    text = document(f'<file id="f">{_UNIT}</file>', f'version="{version}" srcLang="uk"')
    verdict = validate(text.encode())
    assert verdict.format == f"XLIFF {version}"
    assert not verdict.flaws
    assert not validate(text.replace("document:2.0", "document:2.2").encode()).flaws


def test_a_translation_in_work_may_lack_texts_and_their_codes() -> None:
    begun = unit(
        '<segment><source><sc id="1"/>а</source><target><sc id="1"/>a</target></segment>'
        '<segment><source>б<ec startRef="1"/></source></segment>'
    )
    assert broken(begun) == []


def test_the_order_of_targets_says_what_stands_before_what() -> None:
    turned = unit(
        '<segment><source>а <sc id="1"/></source><target order="2">б<ec startRef="1"/></target>'
        '</segment><segment><source>б<ec startRef="1"/></source>'
        '<target order="1">а <sc id="1"/></target></segment>'
    )
    assert broken(turned) == []


def test_a_pair_may_be_written_in_either_way() -> None:
    bound = f'canReorder="firstNo" {_BOUND}'
    rewritten = pair(
        f'<pc id="1" {bound}>а<ph id="2" canReorder="no" {_BOUND}/></pc>',
        f'<sc id="1" {bound}/>a<ph id="2" canReorder="no" {_BOUND}/>'
        '<ec startRef="1" canReorder="no"/>',
    )
    assert broken(rewritten) == []
    outside = pair(
        f'<pc id="1" {bound}>а<ph id="2" canReorder="no" {_BOUND}/></pc>',
        f'<pc id="1" {bound}>a</pc><ph id="2" canReorder="no" {_BOUND}/>',
    )
    assert broken(outside) == ["sequence-reordered"]


def test_a_match_may_be_of_another_language_where_it_is_a_reference() -> None:
    there = _match('ref="#s"').replace("<target>", '<target xml:lang="fr">')
    assert broken(there) == ["language-differs"]
    assert broken(there.replace('ref="#s"', 'ref="#s" reference="yes"')) == []


def test_sizes_mean_what_their_maker_says_where_no_profile_is_named() -> None:
    assert broken(unit(_SEGMENT, 'slr:sizeRestriction="short" slr:sizeInfo="some"')) == []


def test_entries_of_a_glossary_hold_no_other_module() -> None:
    within = '<mda:metadata><mda:metaGroup><mda:meta type="t"/></mda:metaGroup></mda:metadata>'
    entry = _ENTRY.format(f"<gls:definition>x</gls:definition>{within}")
    assert broken(unit(entry + _SEGMENT)) == ["element-not-allowed"]


def test_codes_of_a_match_are_its_own() -> None:
    codes = '<pc id="1">Слово</pc><ph id="2"/>'
    matched = _match('ref="#s"', codes).replace(
        "<source>Слово</source></seg", f"<source>{codes}</source></seg"
    )
    assert broken(matched) == []


def test_what_the_workbench_writes_is_valid() -> None:
    codes = (
        Code(id="1", kind=CodeKind.START, original="<b>", display="b"),
        Code(id="1", kind=CodeKind.END, original="</b>"),
        Code(id="2", kind=CodeKind.PLACEHOLDER, original="<br/>\x01", can_delete=False),
    )
    texts = ("\ue000жирне\ue001 слово\ue002", "\ue000bold\ue002", None)
    segments = (XliffSegment(source=texts[0] or "", target=text, codes=codes) for text in texts)
    units = [
        XliffUnit(id=f"u{number}", segments=(segment,), notes=("Так у автора",))
        for number, segment in enumerate(segments)
    ]
    written = io.BytesIO()
    xliff.write(written, units, source_language="uk", target_language="en")
    assert broken(written.getvalue()) == []


def test_what_extensions_hold_is_theirs() -> None:
    foreign = '<my:x odd="yes">words <my:y/><unit xmlns="urn:ours"/></my:x>'
    assert broken(unit(foreign + _SEGMENT)) == []
