"""A programme and a timeline stand for the comparisons in them."""

from importlib.util import find_spec

import pytest

import ncpi
from ncpi import tables
from ncpi.errors import InvalidError
from ncpi.tables._arguments import comparisons_of
from ncpi.tables._from_comparisons import COMPARISON_ROWS
from ncpi.testing import make_report, make_ruling
from ncpi.vocabulary import LinkBasis

NEED_SCIPY = {"case_audit_tests"}
NAMES = [name for name in COMPARISON_ROWS if find_spec("scipy") or name not in NEED_SCIPY]


@pytest.mark.parametrize("name", NAMES)
def test_a_programme_and_a_timeline_give_the_table_of_their_pairs(archive, comparison, name):
    for several in (archive.compare_all(), archive.timeline("police/kent")):
        assert tables.plain(name, several) == tables.plain(name, comparison)


def test_pairs_that_were_refused_have_no_comparison(archive, comparison):
    link = ncpi.ReportLink(report="police/kent/2019", basis=LinkBasis.STATED)
    early = make_report(
        key="police/kent/2016", bodies=["police/kent"], published="2016", follows=[link]
    )
    programme = ncpi.Archive(reports=[*archive, early]).compare_all()
    assert len(programme.refused) == 1
    assert comparisons_of(programme) == (comparison,)


def test_the_rulings_of_a_programme_and_of_a_timeline_have_rows(archive):
    one = make_ruling(
        item="police/kent/2018#recommendation-1", follow_up="police/kent/2019", finding="a"
    )
    programme = archive.compare_all(rulings=[one])
    timeline = archive.timeline("police/kent", rulings=[one])
    for ruled in (programme, timeline):
        assert tables.to_rulings(tables.plain("rulings", ruled)) == (one,)


@pytest.mark.parametrize("table", ["outcomes", "rulings"])
def test_a_record_that_holds_no_comparisons_is_refused(archive, table):
    with pytest.raises(InvalidError):
        tables.plain(table, archive.reports[0])
