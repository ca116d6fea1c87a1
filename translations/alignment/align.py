from __future__ import annotations
from collections.abc import Sequence
from translations.alignment.engine import aligned
from translations.alignment.features import read_side
from translations.alignment.lexicon import Lexicon
from translations.alignment.model import Alignment, Bead, Pin, Text


def align(source: Text, target: Text) -> Alignment:
    n, m = len(source.sentences), len(target.sentences)
    if not n or not m:
        return Alignment(beads=tuple([Bead(source=(i,), target=(), confidence=1.0) for i in range(n)] + [Bead(source=(), target=(j,), confidence=1.0) for j in range(m)]))
    found, _ = aligned(read_side(source, target.language), read_side(target, source.language), Lexicon())
    return Alignment(beads=tuple(Bead(source=tuple(range(f.source-f.shape[0], f.source)), target=tuple(range(f.target-f.shape[1], f.target)), confidence=f.probability) for f in found))
