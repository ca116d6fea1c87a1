"""Quantities in Polish."""

from __future__ import annotations

from translations.quantities.lexicon import (
    Lexicon,
    calendar,
    clock,
    compound,
    magnitude_words,
    number_words,
)

PREFIXES = {
    "dwu": 2, "trzy": 3, "cztero": 4, "pięcio": 5, "sześcio": 6, "siedmio": 7, "ośmio": 8,
    "dziewięcio": 9, "dziesięcio": 10, "dwunasto": 12, "piętnasto": 15, "dwudziesto": 20,
    "trzydziesto": 30, "czterdziesto": 40, "pięćdziesięcio": 50, "stu": 100, "pół": 0.5,
}  # fmt: skip

LEXICON = Lexicon(
    language="pl",
    numbers=number_words(
        """
0 zero
1 jeden jedna jedno jednego jednej jednym jedną jedni pierwsz+a raz
2 dwa dwie dwóch dwu dwom dwoma dwiema dwoje drug+a oba obie obu obydwa dwukrotnie para parę pary
2 podwójn+a
3 trzy trzech trzem trzema troje trzec+i trzykrotnie
4 cztery czterech czterem czterema czworo czwart+a
5 pięć pięciu pięcioma pięcioro piąt+a
6 sześć sześciu szóst+a
7 siedem siedmiu siódm+a tydzień tygodnia tygodnie tygodni
8 osiem ośmiu ósm+a
9 dziewięć dziewięciu dziewiąt+a
10 dziesięć dziesięciu dziesiąt+a dekada dekady dekadę dziesięciolecie
11 jedenaście jedenastu jedenast+a
12 dwanaście dwunastu dwunast+a tuzin południe
13 trzynaście trzynastu trzynast+a
14 czternaście czternastu czternast+a
15 piętnaście piętnastu piętnast+a
16 szesnaście szesnastu szesnast+a
17 siedemnaście siedemnastu siedemnast+a
18 osiemnaście osiemnastu osiemnast+a
19 dziewiętnaście dziewiętnastu dziewiętnast+a
20 dwadzieścia dwudziestu dwudziest+a
30 trzydzieści trzydziestu trzydziest+a
40 czterdzieści czterdziestu czterdziest+a
50 pięćdziesiąt pięćdziesięciu pięćdziesiąt+a
60 sześćdziesiąt sześćdziesięciu sześćdziesiąt+a
70 siedemdziesiąt siedemdziesięciu siedemdziesiąt+a
80 osiemdziesiąt osiemdziesięciu osiemdziesiąt+a
90 dziewięćdziesiąt dziewięćdziesięciu dziewięćdziesiąt+a
100 sto stu setn+a setki setek wiek wieku wieki stulecie stulecia
200 dwieście dwustu
300 trzysta trzystu
400 czterysta
500 pięćset pięciuset
0.5/50/30/6 pół połowa połowę połowy połowie
1.5 półtora półtorej
0.25/25/15/4 ćwierć kwadrans kwartał
24/0 północ
24 doba dobę doby
""",
        {"a": "y a e ego ej emu ą ym ych ymi", "i": "i ia ie iego iej iemu ią im ich"},
    ),
    magnitudes=magnitude_words("""
1000 tysiąc tysiąca tysiące tysięcy tysiącom tysiącami tys
1000000 milion miliona miliony milionów milionom mln
1000000000 miliard miliarda miliardy miliardów mld
1000000000000 bilion biliona biliony bilionów bln
"""),
    units=number_words("""
7 tydzień tygodnie tygodnia tygodni
10 cm centymetr centymetry centymetrów dekada dekady dekad dekadę dziesięciolecia
12 rok roku lata lat
24 doba doby dób dobę dzień dni dnia
60 minuta minuty minut minutę godzina godziny godzin godzinę
100 wiek wieki wieków stulecie stulecia setki
100/1000 m metr metry metrów metra
1000 km kilometr kilometry kilometrów kilometra kg kilogram kilogramy kilogramów tona tony ton
"""),
    clock=clock(("wpół do ", -30), ("za kwadrans ", -15), ("kwadrans po ", 15)),
    connectors=frozenset({"do", "i", "a", "lub", "albo", "od"}),
    months=calendar(
        r"stycz(?:eń|ni\w+)", r"lut(?:y|ego|ym|emu)", r"mar(?:zec|c\w+)", r"kwie(?:cień|tni\w+)",
        r"maj(?:a|u|em|owi)?",
        r"czerw(?:iec|c\w+)", r"lip(?:iec|c\w+)", r"sierp(?:ień|ni\w+)", r"wrze(?:sień|śni\w+)",
        r"październik\w*",
        r"listopad\w*", r"grud(?:zień|ni\w+)",
    ),
    weekdays=calendar(
        r"poniedział\w+", r"wtor\w+", r"środ\w+|środę", r"czwart(?:ek|k\w+)", r"piąt(?:ek|k\w+)",
        r"sobot\w+", r"niedziel\w+",
    ),
    compounds=compound(
        PREFIXES,
        "let dniow tygodniow godzin minut miesięczn krotn procent osob piętrow metr tysięczn "
        "milionow",
    ),
    prefixes=PREFIXES,
    spans={"tygodniow": 7.0, "dniow": 24.0, "let": 12.0, "godzin": 60.0},
    parts=frozenset({"część", "części", "częścią"}),
    multiples={"tysięczn": 1000.0, "milionow": 1e6},
)  # fmt: skip
