"""Making a registry file."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from registry.model.place import Registry
from registry.store.engine import open_writable
from registry.store.header import APPLICATION_ID
from registry.store.migrate import migrate
from registry.store.placing import arriving
from registry.store.reference import add_reference_data
from registry.store.schema import shipped
from registry.store.transaction import Cause, writing


def create(  # noqa: PLR0913 - what a registry must say of itself
    path: Path,
    *,
    name: str,
    division: str,
    by: str,
    zone: str = "Asia/Shanghai",
    reference_on: date | None = None,
    demonstration: bool = False,
    sample: bool = False,
) -> None:
    """Make a new registry: schema, journal, and the reference data as change 1.

    ``demonstration``: what it holds is not all real; ``sample``: none of it is.
    The file is built beside its place and appears there whole, with mode 0600.

    Raises:
        StoreError: something is already there, or the folder cannot be written.
    """
    own = Registry(
        id=1,
        name=name,
        division=division,
        zone=zone,
        reference_on=reference_on,
        demonstration=demonstration,
        sample=sample,
    )
    with arriving(path) as built:
        lay_out(built)
        with writing(built, Cause(by, "建立台账", lasting=True)) as tx:
            tx.add(own)
            add_reference_data(tx, division)


def lay_out(path: Path) -> None:
    """Turn an empty file into a registry that holds nothing yet."""
    with closing(open_writable(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    schema = shipped()
    migrate(path, schema, schema.head)
