"""What was worked out and still holds, kept in the process: the newest few, as they are (packing them for a shared cache costs
more than working them out again)."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """Values by what they are of, each with the state it was made in: in another state it is made again."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[object, ...], tuple[str, Value]] = OrderedDict()
        self._lock = Lock()

    def of(self, key: tuple[object, ...], state: str, make: Callable[[], Value]) -> Value:
        """The one kept under `key` if it was made in `state`, else what `make` gives."""
        with self._lock:
            kept = self._kept.get(key)
            if kept and kept[0] == state:
                self._kept.move_to_end(key)
                return kept[1]
        made = make()
        with self._lock:
            self._kept[key] = (state, made)
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made
