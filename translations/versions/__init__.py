"""Two versions of a source: what became of each segment, and which are the same block.

`compare` is pure: blocks in, steps out. `comparing` lines the segments up,
`likeness` says how alike two texts are, `weight` what a change means for
translations, `blocks` which block goes on in which.
"""

from translations.versions.comparing import compare as compare
from translations.versions.model import Change as Change
from translations.versions.model import Comparison as Comparison
from translations.versions.model import Step as Step
from translations.versions.weight import Weight as Weight
from translations.versions.weight import proposed as proposed
