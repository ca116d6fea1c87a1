"""Quantities in German."""

from __future__ import annotations

import re

from translations.quantities.lexicon import (
    Lexicon,
    calendar,
    clock,
    compound,
    magnitude_words,
    number_words,
)

PREFIXES: dict[str, float] = {
    "ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8,
    "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "sechzehn": 16, "siebzehn": 17,
    "zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70,
    "achtzig": 80, "neunzig": 90, "hundert": 100, "tausend": 1000, "halb": 0.5, "einhalb": 0.5,
}  # fmt: skip

#: Units stand before tens: sechsundvierzig.
COMPOSITES = {
    f"{unit}und{ten}": PREFIXES[unit] + PREFIXES[ten]
    for unit in ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
    for ten in PREFIXES
    if PREFIXES[ten] % 10 == 0 and 20 <= PREFIXES[ten] < 100
}
PREFIXES |= COMPOSITES

LEXICON = Lexicon(
    language="de",
    numbers={word: (value,) for word, value in COMPOSITES.items()}
    | number_words(
        """
0 null
1 ein+e eins einmal erste+o einzig+e
2 zwei zweier zweite+o beide+o zweimal doppelt doppelte+o paar zweitens doppel
3 drei dreier dritte+o dreimal dreifach
4 vier vierte+o viermal
5 fünf fünfte+o fünfmal
6 sechs sechste+o
7 sieben siebte+o woche wochen
8 acht achte+o
9 neun neunte+o
10 zehn zehnte+o jahrzehnt jahrzehnte jahrzehnten
11 elf elfte+o
12 zwölf zwölfte+o dutzend mittag mittags
13 dreizehn dreizehnte+o
14 vierzehn vierzehnte+o
15 fünfzehn fünfzehnte+o
16 sechzehn sechzehnte+o
17 siebzehn siebzehnte+o
18 achtzehn achtzehnte+o
19 neunzehn neunzehnte+o
20 zwanzig zwanzigste+o
30 dreißig dreißigste+o
40 vierzig vierzigste+o
50 fünfzig fünfzigste+o
60 sechzig sechzigste+o
70 siebzig siebzigste+o
80 achtzig achtzigste+o
90 neunzig neunzigste+o
100 jahrhundert jahrhunderte jahrhunderts jahrhunderten
1.5 anderthalb eineinhalb
0.5/50/30/6 halb halbe halben halber halbes hälfte
0.25/25/15/4 viertel viertelstunde viertelstunden
1:3/33/3 drittel
24/0 mitternacht
20/1920 zwanziger+d
30/1930 dreißiger+d
40/1940 vierziger+d
50/1950 fünfziger+d
60/1960 sechziger+d
70/1970 siebziger+d
80/1980 achtziger+d
90/1990 neunziger+d
""",
        {"o": "- n r s m", "e": "- e en er es em", "d": "- n jahre jahren"},
    ),
    magnitudes=magnitude_words("""
100 hundert
1000 tausend tsd
1000000 million millionen mio
1000000000 milliarde milliarden mrd
1000000000000 billion billionen bio
"""),
    units=number_words("""
7 woche wochen
10 cm zentimeter zentimetern jahrzehnt jahrzehnte jahrzehnten
12 jahr jahre jahren dutzend
24 tag tage tagen
60 minute minuten stunde stunden
100 jahrhundert jahrhunderte jahrhunderten
100/1000 m meter metern
1000 km kilometer kilometern kg kilogramm kilo tonne tonnen
"""),
    clock=clock(
        ("halb ", -30), ("viertel vor ", -15), ("viertel nach ", 15), ("dreiviertel ", -15),
    ),
    connectors=frozenset({"bis", "und", "oder"}),
    vague=re.compile(
        r"\b(?:jahrzehnte\w*|dutzende\w*|hunderte\w*|tausende\w*|millionen|teenager\w*|"
        r"mehrere\w*|einige\w*)\b",
        re.IGNORECASE,
    ),
    months=calendar(
        r"Januars?|Jänner", r"Februars?", r"März", r"Aprils?", r"Mai", r"Juni", r"Juli",
        r"Augusts?",
        r"Septembers?", r"Oktobers?", r"Novembers?", r"Dezembers?",
    ),
    weekdays=calendar(
        r"Montag\w*", r"Dienstag\w*", r"Mittwoch\w*", r"Donnerstag\w*", r"Freitag\w*",
        r"Samstag\w*|Sonnabend\w*", r"Sonntag\w*",
    ),
    compounds=compound(
        PREFIXES,
        "jähr wöch woch tägig stünd mal fach stöck minüt prozent köpf zig teil stell er $",
    ),
    prefixes=PREFIXES,
    spans={"woch": 7.0, "wöch": 7.0, "tägig": 24.0, "jähr": 12.0, "stünd": 60.0},
    parts=frozenset({"teil", "tel"}),
)  # fmt: skip
