"""A place on the disk for what a long file would else keep in memory until its end."""

import pickle
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from types import TracebackType
from typing import IO, Generic, Self, TypeVar

from crm_desktop.domain.errors import FileNotWritable
from crm_desktop.infra.files import failure_reason

ItemT = TypeVar("ItemT")


class Shelf(Generic[ItemT]):
    """Keeps items in a temporary file without a name, which is gone when the block ends.

    Nothing is on the disk before the first item. Raises FileNotWritable where there is no room.
    """

    def __init__(self) -> None:
        self._files = ExitStack()
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._files.__exit__(kind, error, trace)

    def put(self, items: Sequence[ItemT]) -> None:
        """Keep some items."""
        if not items:
            return
        try:
            if self._file is None:
                self._file = self._files.enter_context(TemporaryFile())
            pickle.dump(items, self._file, protocol=pickle.HIGHEST_PROTOCOL)
            self._file.flush()
        except OSError as error:
            reason = failure_reason(error)
            raise FileNotWritable(path=Path(gettempdir()), reason=reason) from error

    def take(self) -> Iterator[ItemT]:
        """Yield all items in the order in which they were put."""
        if self._file is None:
            return
        end = self._file.tell()
        self._file.seek(0)
        while self._file.tell() < end:
            yield from pickle.load(self._file)
