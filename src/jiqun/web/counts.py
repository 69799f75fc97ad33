"""The cache in the database, counting right when several processes count at once."""

import base64
import pickle
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router, transaction

MISSING = object()


class SharedCounts(DatabaseCache):
    def incr(self, key: str, delta: int = 1, version: int | None = None) -> Any:
        """Reading and writing back are one, and the count runs out when it was to run out:
        ``BaseCache.incr`` writes over what others count, and lets it live as long as anything."""
        row = self.make_and_validate_key(key, version=version)
        using = router.db_for_write(self.cache_model_class)
        with transaction.atomic(using=using):
            self._hold(row, using)
            before = self.get(key, MISSING, version=version)
            if before is MISSING:
                raise ValueError(f"nothing is counted as {key!r}")
            self._write(row, before + delta, using)
        return before + delta

    def _hold(self, row: str, using: str) -> None:
        """Others wait; on SQLite they do since the transaction began."""
        ops = connections[using].ops
        lock = ops.for_update_sql() if connections[using].features.has_select_for_update else ""
        table = ops.quote_name(self._table)
        with connections[using].cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {table} WHERE cache_key = %s {lock}", [row])

    def _write(self, row: str, value: object, using: str) -> None:
        """The value as the backend itself writes it, and nothing else."""
        packed = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("latin1")
        table = connections[using].ops.quote_name(self._table)
        with connections[using].cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET value = %s WHERE cache_key = %s", [packed, row])
