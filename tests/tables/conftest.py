"""An archive in which every table has a row, and hands for spoiling tables."""

import attrs
import pytest

import ncpi
from ncpi import tables
from ncpi.errors import InvalidError
from ncpi.testing import make
from ncpi.vocabulary import Basis, LinkBasis, Party, Progress, ReportKind, Sampling

BEFORE, AFTER = "police/kent/2018", "police/kent/2019"
SOURCE = ncpi.Source(title="a page", url="https://example.org/a", read="2024-05")


def baseline() -> ncpi.Report:
    return ncpi.Report(
        key="police/kent/2018",
        title="Kent, inspection",
        kind=ReportKind.INSPECTION,
        bodies=["police/kent"],
        published="2018-08",
        fieldwork=ncpi.DateSpan(start="2018-04-23", end="2018-05-04"),
        sources=[SOURCE],
        corrections=[ncpi.Correction(dated="2019", text="a figure")],
        recommendations=[
            ncpi.Recommendation(
                key="1",
                text="visit offenders on time",
                theme="investigation",
                timescale=ncpi.Timescale(months=3),
                actions=["list the visits", "make them"],
                history=[
                    ncpi.StatusEvent(
                        party=Party.FORCE,
                        body="police/kent",
                        dated="2018-09-05",
                        status="closed",
                        reason=ncpi.Other("merged"),
                        recorded_in="the inspectorate's tracker",
                    ),
                    ncpi.StatusEvent(
                        party=Party.INSPECTORATE,
                        dated="2018-10",
                        comment="not yet",
                        sources=[SOURCE],
                    ),
                ],
            ),
            make(ncpi.Recommendation, key="2", text="write down what children say"),
        ],
        causes_of_concern=[
            ncpi.CauseOfConcern(
                key="c1",
                text="children in custody",
                recommendations=["1"],
                span=ncpi.DateSpan(start="2018-08", end="open"),
            )
        ],
        findings=[
            ncpi.Finding(
                key="p",
                text="records are poor",
                progress=ncpi.Other("much the same"),
                progress_basis=Basis.CODED,
                concern=True,
                wording="area of concern",
                theme="records",
                theme_basis=Basis.CODED,
                body="police/kent",
            )
        ],
        case_audits=[
            make(ncpi.CaseAudit, counts={"good": 20, "requires improvement": 30}, stated_total=80),
            make(ncpi.CaseAudit, area="missing", counts={"inadequate": None}, stated_total=9),
        ],
        judgments=[make(ncpi.Judgment, topic="leadership", grade="adequate")],
    )


def follow_up() -> ncpi.Report:
    return ncpi.Report(
        key="police/kent/2019",
        title="Kent, review",
        kind=ReportKind.POST_INSPECTION_REVIEW,
        bodies=["police/kent"],
        published="2019-08-30",
        follows=[ncpi.ReportLink(report="police/kent/2018", basis=LinkBasis.STATED)],
        recommendations=[
            make(
                ncpi.Recommendation,
                key="1",
                restates=[ncpi.Restatement(item=f"{BEFORE}#recommendation-2", basis=Basis.STATED)],
            )
        ],
        causes_of_concern=[
            ncpi.CauseOfConcern(
                key="c",
                text="children in custody still",
                restates=[
                    ncpi.Restatement(item=f"{BEFORE}#cause-of-concern-c1", basis=Basis.CODED)
                ],
            )
        ],
        findings=[
            ncpi.Finding(
                key="a",
                text="visits are on time",
                progress=Progress.IMPROVED,
                concern=True,
                answers=[
                    ncpi.Answer(
                        item=f"{BEFORE}#recommendation-1",
                        basis=Basis.PROPOSED,
                        by="a matcher",
                        evidence="visits",
                    )
                ],
            )
        ],
        case_audits=[
            make(
                ncpi.CaseAudit,
                counts={"good": 10, "requires improvement": 10, "inadequate": 11},
                sampling=Sampling.TARGETED,
            )
        ],
    )


@pytest.fixture
def archive() -> ncpi.Archive:
    return ncpi.Archive(reports=[baseline(), follow_up()])


@pytest.fixture
def comparison() -> ncpi.Comparison:
    return ncpi.compare(baseline(), follow_up())


@pytest.fixture
def whole(archive):
    """The complete set of plain tables, by name."""
    return {name: tables.plain(name, archive) for name in tables.COMPLETE}


@pytest.fixture
def spoilt(whole):
    """The set with one cell, or several rows, of one table changed."""

    def spoil(table, index=0, *, drop=False, again=False, **cells):
        old = whole[table]
        rows = [dict(row) for row in old]
        if drop:
            del rows[index]
        elif again:
            rows.append({**rows[index], **cells})
        else:
            for row in rows[index] if isinstance(index, slice) else [rows[index]]:
                row.update(cells)
        return {**whole, table: attrs.evolve(old, rows=rows)}

    return spoil


@pytest.fixture
def folder(archive, tmp_path):
    """A folder of the archive's tables as CSV, in an otherwise empty one."""
    tables.save_tables(archive, tmp_path / "t", format="csv")
    return tmp_path / "t"


@pytest.fixture
def faults_of():
    """Calls a function that raises `InvalidError`, and gives the faults."""

    def faults_of(function, *arguments, **options):
        with pytest.raises(InvalidError) as caught:
            function(*arguments, **options)
        return caught.value.faults

    return faults_of


@pytest.fixture
def row_of():
    """The only row of a table with these cells."""

    def row_of(table, of, **wanted):
        rows = tables.plain(table, of)
        (row,) = [row for row in rows if wanted.items() <= row.items()]
        return row

    return row_of
