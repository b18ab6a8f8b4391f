"""Documents of as many made-up bodies as wanted, copied from those of the shipped reports."""

from collections.abc import Iterator

import ncpi
from ncpi import tables

__all__ = ["made_up_bodies"]


def made_up_bodies(number: int) -> Iterator[tuple[str, list[str]]]:
    """Bodies and their documents; each is a real body with another key."""
    real = [row for row in tables.plain("body_documents", ncpi.Archive.shipped()) if row["body"]]
    for place in range(number):
        row = real[place % len(real)]
        body = f"police/made-up-{place}"
        documents = row["documents"]
        yield body, [document.replace(f"{row['body']}", body) for document in documents]
