"""Quantities in Spanish."""

from __future__ import annotations

from translations.quantities.lexicon import Lexicon, calendar, magnitude_words, number_words

LEXICON = Lexicon(
    language="es",
    numbers=number_words("""
0 cero
1 un uno una unos unas primer primero primera primeros primeras
2 dos segundo segunda doble par pareja ambos ambas
3 tres tercer tercero tercera triple trío
4 cuatro cuarto cuarta
5 cinco quinto quinta
6 seis sexto sexta
7 siete séptimo séptima semana semanas
8 ocho octavo octava
9 nueve noveno novena
10 diez décimo décima decena decenas década décadas
11 once
12 doce docena mediodía
13 trece
14 catorce
15 quince quincena
16 dieciséis
17 diecisiete
18 dieciocho
19 diecinueve
20 veinte veintena
21 veintiuno veintiún
22 veintidós
23 veintitrés
24 veinticuatro
25 veinticinco
30 treinta
40 cuarenta
50 cincuenta
60 sesenta
70 setenta
80 ochenta
90 noventa
100 cien ciento cientos siglo siglos
200 doscientos doscientas
300 trescientos trescientas
500 quinientos quinientas
0.5/50/30/6 medio media mitad
0.25/25/15/4 cuarto trimestre
1:3/33 tercio
24/0 medianoche
"""),
    magnitudes=magnitude_words("""
1000 mil miles
1000000 millón millones
1000000000000 billón billones
"""),
    connectors=frozenset({"a", "y", "o", "hasta"}),
    months=calendar(
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "sep?tiembre",
        "octubre",
        "noviembre", "diciembre",
    ),
    weekdays=calendar("lunes", "martes", "miércoles", "jueves", "viernes", "sábados?", "domingos?"),
)  # fmt: skip
