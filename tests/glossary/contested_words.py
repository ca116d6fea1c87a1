"""A small term base with every situation that enforcement has to tell apart."""

from __future__ import annotations

from glossary.formats.csv_folder import read_folder

_CONCEPTS = """concept,subject,contested,definition,why_contested
levy,armed groups,yes,,
name,armed groups,yes,,
fall,events,yes,,
union,polities,yes,,
region,polities,no,,
helpers,armed groups,no,,
paid,armed groups,yes,,
donetsk,places,no,,
crimea,places,yes,,
crimea-2014,events,yes,,
where,usage,yes,,
self,usage,yes,,
city,places,yes,,
"""

_TERMS = """concept,lang,term,pos,status,usage
levy,en,opolchenie,noun,preferred,
levy,en,militia,noun,admitted,
levy,en,people's militia,noun,admitted,
levy,en,terrorists,noun,forbidden,
levy,ru,ополчение,noun,preferred,
levy,ru,народное ополчение,noun phrase,admitted,
levy,ru,сход,noun,deprecated,an old word
levy,ru,милиция,noun,forbidden,false friend: the police.
levy,ru,террористы,noun,forbidden,a judgement
name,en,People's Militia,proper noun,preferred,[case: as-written]
name,ru,Народная милиция,proper noun,preferred,
fall,en,change of power,noun phrase,preferred,
fall,en,coup d'état,noun phrase,admitted,
fall,en,coup,noun,admitted,[ambiguous]
fall,ru,смена власти,noun phrase,preferred,[renders: change of power]
fall,ru,государственный переворот,noun phrase,admitted,[renders: coup d'état|coup]
fall,uk,державний переворот,noun phrase,admitted,[renders: coup d'état|coup]
union,en,New Russia,proper noun,deprecated,
union,ru,Новороссия,proper noun,preferred,
union,ru,Новая Россия,proper noun,forbidden,
region,en,New Russia,proper noun,preferred,
region,ru,Новороссийский край,proper noun,preferred,
helpers,en,volunteers,noun,preferred,[ambiguous]
helpers,ru,добровольцы,noun,preferred,
helpers,ru,волонтёры,noun,forbidden,false friend
helpers,ru,наёмники,noun,forbidden,the opposite judgement
paid,en,mercenaries,noun,preferred,
paid,ru,наёмники,noun,preferred,
paid,ru,добровольцы,noun,forbidden,the opposite judgement
donetsk,en,Donetsk,proper noun,preferred,
donetsk,ru,Донецк,proper noun,preferred,
crimea,en,Crimea,proper noun,preferred,
crimea,ru,Крым,proper noun,preferred,
crimea-2014,en,annexation of Crimea,noun phrase,admitted,
crimea-2014,ru,аннексия Крыма,noun phrase,admitted,
where,en,in Donetsk,phrase,preferred,
where,ru,в Донецке,phrase,preferred,
where,ru,на Донецке,phrase,deprecated,against the norm
self,en,self-proclaimed,adjective,preferred,
self,ru,самопровозглашённый,adjective,preferred,
self,ru,так называемый,adjective,forbidden,a stronger distance
city,en,Luhansk,proper noun,preferred,
city,uk,Луганськ,proper noun,preferred,
city,uk,Луганск,proper noun,forbidden,Russian spelling
"""

_POLICIES = """policy,concept,lang,required,also_allowed,forbidden,first_mention,voices,rationale
plain,*,*,,,,,,The statuses decide.
quoting,levy,ru,вооружённые формирования,«ополчение»,боевики,,narration,Takes no side.
quoting,union,ru,«Новороссия»,,Новороссия,так называемая «Новороссия»,narration,
quoting,where,ru,на Донецке,,в Донецке,,narration,An old norm.
mild,*,*,,,,,,[severity: warning] [extends: quoting] Kind.
mild,helpers,ru,,волонтёры,,,,
mild,fall,ru,смена власти,,,,answer,
"""

CONTESTED = read_folder(
    {
        "concepts.csv": _CONCEPTS.encode(),
        "terms.csv": _TERMS.encode(),
        "policies.csv": _POLICIES.encode(),
    }
)
