"""What takes long to make is kept by a process, up to so much."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Values by key, as many as weigh ``most`` together; who was not asked for the longest has to
    go first. The last one stays, whatever it weighs."""

    def __init__(self, make: Callable[[K], V], weigh: Callable[[V], int], most: int) -> None:
        self.make, self.weigh, self.most = make, weigh, most
        self.values: OrderedDict[K, V] = OrderedDict()
        self.lock = Lock()

    def get(self, key: K) -> V:
        """Two who ask at once for something new may both make it; nobody else waits for them."""
        with self.lock:
            if key in self.values:
                self.values.move_to_end(key)
                return self.values[key]
        value = self.make(key)
        with self.lock:
            self.values[key] = value
            while len(self.values) > 1 and sum(map(self.weigh, self.values.values())) > self.most:
                self.values.popitem(last=False)
        return value

    def has(self, key: K) -> bool:
        """Without making it, nor counting as asking for it."""
        with self.lock:
            return key in self.values
