"""Three enterprises, two of them with workshops, a round and pools for them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from registry.desk import enterprises, pools, rounds, subjects
from registry.desk.batch import sheet
from registry.desk.batch.items import Builder, Items
from registry.desk.drafts.base import Draft
from registry.desk.drafts.enterprises import EnterpriseDraft, SubjectDraft
from registry.desk.drafts.pools import PoolDraft
from registry.desk.drafts.rounds import RoundDraft
from registry.desk.office import Office, staying
from registry.desk.read.session import Reading, open_reading

Rows = Callable[..., Items[Draft]]


@pytest.fixture(scope="session")
def several_registry(
    ruled_registry: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Enterprise 1 with 总装车间; 乙 (3) with 一车间 and 二车间; 丙 (6) with none."""
    path = tmp_path_factory.mktemp("several") / "several.db"
    shutil.copy(ruled_registry, path)
    office = Office(path, "王某")
    for name in ("乙（株洲）机械有限公司", "丙电气有限公司"):
        made = enterprises.add(
            office, EnterpriseDraft.read(name=name, unit="天元区", since="2015")
        )
        if name.startswith("乙"):
            for thing in ("一车间", "二车间"):
                subjects.add_subject(
                    office,
                    SubjectDraft.read(enterprise_id=made, kind="车间", name=thing),
                )
    rung = "benchmark/city-workshop"
    rounds.open_round(office, RoundDraft.read(rung=rung, year=2022, name="车间批次"))
    pools.open_pool(office, PoolDraft.read(name="车间库", year=2022, rung=rung))
    pools.open_pool(office, PoolDraft.read(name="企业库", year=2022))
    return path


@pytest.fixture
def several(several_registry: Path, tmp_path: Path) -> Iterator[Office]:
    """王某, staying at a copy of ``several_registry``."""
    path = tmp_path / "several.db"
    shutil.copy(several_registry, path)
    with staying(Office(path, "王某")) as at_desk:
        yield at_desk


@pytest.fixture
def reading(several: Office) -> Iterator[Reading]:
    """The same, open for reading."""
    with open_reading(several.path) as opened:
        yield opened


@pytest.fixture
def rows(reading: Reading, tmp_path: Path) -> Rows:
    """Makes the drafts of a CSV whose text is given."""

    def made(
        draft: type[Draft], text: str, given: Mapping[str, str] | None = None
    ) -> Items[Draft]:
        file = tmp_path / "x.csv"
        file.write_text(text, encoding="utf-8")
        return Builder(reading, draft, given or {}).of_table(sheet.read(file, draft))

    return made
