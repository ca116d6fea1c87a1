"""Quantities in French."""

from __future__ import annotations

from translations.quantities.lexicon import Lexicon, calendar, magnitude_words, number_words

LEXICON = Lexicon(
    language="fr",
    numbers=number_words("""
0 zéro
1 un une premier première premiers premières
2 deux deuxième second seconde double paire couple
3 trois troisième triple
4 quatre quatrième
5 cinq cinquième
6 six sixième
7 sept septième semaine semaines
8 huit huitième
9 neuf neuvième
10 dix dixième dizaine dizaines décennie décennies
11 onze onzième
12 douze douzième douzaine midi
13 treize treizième
14 quatorze quatorzième
15 quinze quinzième quinzaine
16 seize seizième
20 vingt vingtième vingtaine vingts
30 trente trentième trentaine
40 quarante quarantième quarantaine
50 cinquante cinquantième cinquantaine
60 soixante soixantième soixantaine
100 centième centaine centaines siècle siècles
0.5/50/30/6 demi demie moitié
0.25/25/15/4 quart trimestre
1:3/33 tiers
24/0 minuit
"""),
    magnitudes=magnitude_words("""
100 cent cents
1000 mille milliers millier
1000000 million millions
1000000000 milliard milliards
"""),
    connectors=frozenset({"à", "et", "ou"}),
    months=calendar(
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre",
        "novembre", "décembre",
    ),
    weekdays=calendar(
        "lundis?", "mardis?", "mercredis?", "jeudis?", "vendredis?", "samedis?", "dimanches?",
    ),
)  # fmt: skip
