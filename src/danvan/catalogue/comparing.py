"""Comparisons of formulas: '=', '<=' and '>=', and nothing else."""

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Literal

from sqlglot import exp

Operator = Literal["=", "<=", ">="]

OPERATORS: Mapping[type[exp.Expr], Operator] = {exp.EQ: "=", exp.LTE: "<=", exp.GTE: ">="}
COMPARE: Mapping[Operator, Callable[[Fraction, Fraction], bool]] = {"=": operator.eq, "<=": operator.le, ">=": operator.ge}
SHOWN: Mapping[Operator, str] = {"=": "=", "<=": "≤", ">=": "≥"}
"""As people write them."""
