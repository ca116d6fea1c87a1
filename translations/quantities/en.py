"""Quantities in English."""

from __future__ import annotations

import re

from translations.quantities.lexicon import (
    Lexicon,
    calendar,
    clock,
    magnitude_words,
    number_words,
)

NUMBERS = number_words("""
0 zero nil nought naught
1 one first once single sole a lone
2 two second secondly twice both pair couple double duo doubles doubled doubling brace twin twins
2 twofold
3 three third thirdly thrice triple trio treble tripled threefold hat-trick
4 four fourth quadruple quartet fours
5 five fifth quintuple fives quintet
6 six sixth
7 seven seventh week weeks
8 eight eighth
9 nine ninth
10 ten tenth tens decade decades tenfold
11 eleven eleventh
12 twelve twelfth dozen dozens noon midday
13 thirteen thirteenth
14 fourteen fourteenth
15 fifteen fifteenth
16 sixteen sixteenth
17 seventeen seventeenth
18 eighteen eighteenth
19 nineteen nineteenth
20/1920 twenty twentieth twenties score
30/1930 thirty thirtieth thirties
40/1940 forty fortieth forties fourty
50/1950 fifty fiftieth fifties
60/1960 sixty sixtieth sixties
70/1970 seventy seventieth seventies
80/1980 eighty eightieth eighties
90/1990 ninety ninetieth nineties
100 century centuries centenary hundredth hundreds
1000 thousandth thousands
1000000 millionth millions
2/14 fortnight
0.5/50/30/6 half halve halved halves halfway halving
0.25/25/15/4 quarter quarters quarterly
1:3/33/3 third thirds
24/0 midnight
24 overnight round-the-clock
""")

LEXICON = Lexicon(
    language="en",
    numbers=NUMBERS,
    magnitudes=magnitude_words("""
100 hundred
1000 thousand k
1000000 million mln mn m
1000000000 billion bn b
1000000000000 trillion tn trn
"""),
    connectors=frozenset({"to", "and", "or", "and/or", "through", "till", "until", "by"}),
    joiners=frozenset({"and"}),
    exact=re.compile(
        r"\b(?:(?:thir|four|fif|six|seven|eigh|nine)teen"
        r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b",
        re.IGNORECASE,
    ),
    vague=re.compile(
        r"\b(?:(?:decade|dozen|score|hundred|thousand|million|billion)s|teen(?:s|ager|"
        r"agers|age)?|adolescents?|few|several|centuries)\b",
        re.IGNORECASE,
    ),
    units=number_words("""
10 decade decades
12 year years dozen dozens
14 fortnight fortnights
24 day days
60 minute minutes hour hours
7 week weeks
10 cm centimetre centimetres centimeter centimeters
100/1000 m metre metres meter meters
1000 km kilometre kilometres kilometer kilometers kg kilogram kilograms tonne tonnes ton tons
100 century centuries
"""),
    one_and_a_half=re.compile(r"\b(?:an?|one) (\w+) and a half\b", re.IGNORECASE),
    clock=clock(("half past ", 30), ("quarter past ", 15), ("quarter to ", -15)),
    months=calendar(
        r"January|Jan", r"February|Feb", r"(?-i:March|Mar)(?! (?:on|for|against|to)\b)",
        r"April|Apr", r"(?-i:May)",
        r"June|Jun", r"July|Jul", r"(?-i:August|Aug)", r"September|Sept?", r"October|Oct",
        r"November|Nov",
        r"December|Dec",
    ),
    weekdays=calendar(
        r"(?:Mon|Monday)s?", r"(?:Tues?|Tuesday)s?", r"(?:Wednesday)s?", r"(?:Thurs?|Thursday)s?",
        r"(?:Fri|Friday)s?", r"(?:Saturday)s?", r"(?:Sunday)s?",
    ),
)  # fmt: skip
