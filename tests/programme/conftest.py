"""A small archive of three invented counties, of which every figure can be worked out by hand."""

from typing import Any

import pytest

import ncpi
from ncpi.model import FRAMEWORKS

NEW = FRAMEWORKS["ncpi-2024"]
A18, A19, A20 = "police/arden/2018", "police/arden/2019", "police/arden/2020"
B18, B19 = "police/borset/2018", "police/borset/2019"
C24, C25 = "police/cambria/2024", "police/cambria/2025"


@pytest.fixture(scope="session")
def archive(make: Any) -> ncpi.Archive:
    """Arden was looked at again twice, Borset once on no known day, Cambria by the new method."""
    return ncpi.Archive(
        reports=[
            make.report(
                A18,
                "2018-03-01",
                recommendations_made=4,
                recommendations=make.asked("1", "2"),
                fieldwork=ncpi.DateSpan(start="2017-11-06", end="2017-11-17"),
                case_audits=[make.audit(10, 20, 20)],
            ),
            make.report(
                A19,
                "2019-03-01",
                follows=[A18],
                findings=[make.found(A18, "1", "improved", concern=True)],
                fieldwork=ncpi.DateSpan(start="2018-12", end="2018-12"),
                case_audits=[make.audit(20, 15, 15)],
            ),
            make.report(
                A20,
                "2020-03-01",
                follows=[A18],
                findings=[
                    make.found(A18, "1", "not improved", "stated"),
                    make.found(A18, "2", "improved", "proposed"),
                ],
            ),
            make.report(B18, recommendations=make.asked("1", theme=None)),
            make.report(B19, "2019", follows=[B18], year_by_context=2019, reissued="2022-09-22"),
            make.report(
                C24,
                "2024-01",
                framework=NEW,
                recommendations_made=1,
                recommendations=make.asked("1"),
                case_audits=[make.audit(None, 5, None, stated_total=30)],
            ),
            make.report(
                C25, "2025-01-31", framework=NEW, follows=[C24], case_audits=[make.audit(3, 3, 4)]
            ),
        ]
    )


@pytest.fixture(scope="session")
def bodies(make: Any) -> list[ncpi.Force]:
    """Arden and Cambria; nobody says where Borset is. Of Dunmoor nothing is held."""
    return [
        make.force("arden", "England", "Midlands"),
        make.force("cambria", "Wales", None),
        make.force("dunmoor", "England", "North"),
    ]


@pytest.fixture(scope="session")
def programme(archive: ncpi.Archive, bodies: Any) -> Any:
    return archive.compare_all(bodies=bodies)
