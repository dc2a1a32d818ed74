"""What was worked out and still holds, kept in the process: the newest few, as they are (packing them for a shared cache costs
more than working them out again)."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, ClassVar, Generic, TypeVar

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """Values by what they are of, each with the state it was made in: in another state it is made again."""

    every: ClassVar[list["Remembered[Any]"]] = []

    def __init__(self, most: int) -> None:
        self.every.append(self)
        self._most = most
        self._kept: OrderedDict[tuple[object, ...], tuple[object, Value]] = OrderedDict()
        self._lock = Lock()

    def of(self, key: tuple[object, ...], state: object, make: Callable[[], Value]) -> Value:
        """The one kept under `key` if it was made in an equal `state`, else what `make` gives."""
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

    def forget(self) -> None:
        """Empties it: keys of rows name others from now on (another database in the same process)."""
        with self._lock:
            self._kept.clear()
