"""Figures (指标): what can be computed from the facts, with unit, formula and clause.

One module a part; importing this package defines them all. ``Figures(facts)`` computes each when
it is first asked for.
"""

from jiqun.core.figures import part2, part3, part4, part5, part8
from jiqun.core.figures.book import DEFINITIONS, Definition, Figure, Figures, Reading, figure

MODULES = (part2, part3, part4, part5, part8)

__all__ = ["DEFINITIONS", "MODULES", "Definition", "Figure", "Figures", "Reading", "figure"]
