"""Chance that can be had again: every stream of random numbers is named by what it is for."""

from typing import Any
from zlib import crc32

import numpy as np

Ints = Any
"""A NumPy array of whole numbers, one a unit or one a row."""
Floats = Any
"""The same of floating-point numbers: chances, weights, traits; never a value a person reads."""


def stream(seed: int, *names: object) -> np.random.Generator:
    """The random numbers for `names`, always the same for the same `seed`. PCG64 gives the same on every machine."""
    key = [seed, *(crc32(str(name).encode()) for name in names)]
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(key)))


def carried_on(normals: Floats, memory: float) -> Floats:
    """Standard normal numbers made to depend on the ones before them (axis 0), each as spread as before."""
    found = normals.copy()
    fresh = np.sqrt(1 - memory**2)
    for at in range(1, len(found)):
        found[at] = memory * found[at - 1] + fresh * normals[at]
    return found
