"""The cache in the database, counting right when several processes count at once."""

from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import router, transaction


class SharedCounts(DatabaseCache):
    def incr(self, key: str, delta: int = 1, version: int | None = None) -> Any:
        """Reading and writing back are one transaction, which SQLite begins by locking."""
        with transaction.atomic(using=router.db_for_write(self.cache_model_class)):
            return super().incr(key, delta, version)
