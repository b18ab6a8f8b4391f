"""What the descriptions of tables promise: order, empty cells, and who is named where."""

import io
import re
import zipfile
from datetime import date

import attrs
import pytest

import ncpi
from ncpi import tables
from ncpi.comparison.matching import Matcher
from ncpi.errors import InvalidError
from ncpi.tables import ColumnType, read_tracker, write_tracker
from ncpi.testing import (
    make,
    make_case_audit,
    make_deadline,
    make_finding,
    make_follow_up,
    make_judgment,
    make_recommendation,
    make_report,
    make_tracker,
    make_tracking,
)
from ncpi.vocabulary import Rag, TrackingStatus

ALWAYS = {
    "reports": ("report", "title", "kind", "bodies", "findings_completeness"),
    "recommendations": ("report", "key", "text", "kind", "item", "timescale", "position"),
    "findings": ("finding", "text", "progress", "progress_basis", "concern"),
    "answers": ("item", "basis", "finding", "report"),
    "case_audits": ("scale", "grade", "grade_rank", "sampling"),
    "judgments": ("topic", "status", "scale"),
    "outcomes": ("item", "kind", "outcome", "concern", "answers", "caveats"),
    "claims": ("party", "dated", "item"),
    "case_audit_changes": ("comparability", "grade"),
    "judgment_changes": ("topic", "comparability"),
    "deadlines": ("report", "what", "due_from", "rule", "verified"),
    "threads": ("body", "item", "kind", "times_repeated"),
    "programme_outcomes": ("kind", "grouping", "group", "named", "pairs"),
    "rulings": ("item", "follow_up", "answers", "by", "dated"),
    "undecided": ("item", "basis", "similarity", "words"),
    "pairs": ("baseline", "follow_up"),
}


@pytest.mark.parametrize("table", ALWAYS)
def test_what_every_row_has_may_not_be_empty(table):
    """A program may rely on a cell in each of these columns."""
    schema = tables.schema(table)
    assert [name for name in ALWAYS[table] if schema.column(name).fault(None) is None] == []


@pytest.mark.parametrize(
    "schema", [*map(tables.schema, tables.names())], ids=lambda schema: schema.name
)
def test_a_cell_that_is_said_to_be_empty_sometimes_may_be(schema):
    """Where the meaning of a column says when it is empty, an empty cell is allowed."""
    said = [
        one
        for one in schema.columns
        if re.search(r"; empty (if|for|where)", one.meaning) and one.type != ColumnType.TEXTS
    ]
    assert [one.name for one in said if one.fault(None) is not None] == []


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("reports", "findings_completeness"),
        ("recommendations", "theme_basis"),
        ("recommendations", "known_from"),
        ("answers", "basis"),
        ("answers", "confidence"),
        ("links", "basis"),
        ("findings", "progress_basis"),
        ("case_audits", "sampling"),
        ("judgments", "status"),
        ("outcomes", "outcome"),
        ("outcomes", "status"),
        ("unlinked_items", "kind"),
        ("judgment_changes", "follow_up_status"),
        ("case_audit_tests", "verdict"),
        ("theme_comparisons", "match"),
        ("deadlines", "status"),
        ("programme_outcomes", "grouping"),
        ("follow_up_times", "link_basis"),
    ],
)
def test_a_word_off_a_closed_list_is_refused(table, column):
    """A column with a known list of values takes no other, not even one that begins with other."""
    kind = tables.schema(table).column(column)
    assert kind.words
    for wrong in ("statedd", "other: mine"):
        assert kind.fault(wrong) is not None
    assert [word for word in kind.words if kind.fault(word) is not None] == []


class TestOrder:
    """Rows have the order that their schema names, whatever the order in which things came."""

    def test_comparisons_are_ordered_by_the_keys_of_their_reports(self):
        """The same comparisons in another order give the same table."""
        several = []
        for key, later in (("b", "c"), ("a", "z"), ("a", "d")):
            baseline = make_report(key=key)
            several.append(ncpi.compare(baseline, make_follow_up(baseline, key=later)))
        rows = tables.plain("outcomes", several)
        assert [(row["baseline"], row["follow_up"]) for row in rows] == [
            ("a", "d"),
            ("a", "z"),
            ("b", "c"),
        ]
        assert tables.plain("outcomes", several[::-1]) == rows

    def test_pairs_of_a_programme_are_ordered_by_their_keys(self):
        """Follow-up times come in the order of the reports' keys, not of their dates."""
        early, late = make_report(key="b"), make_report(key="a", published="2020")
        reports = [early, late, make_follow_up(early, key="c"), make_follow_up(late, key="d")]
        rows = tables.plain("follow_up_times", ncpi.Archive(reports=reports).compare_all())
        assert [(row["baseline"], row["follow_up"]) for row in rows] == [("a", "d"), ("b", "c")]

    def test_deadlines_are_ordered_by_report_then_day_then_rule(self):
        """All that is due after one report stands together, the earliest first."""
        wanted = [
            make_deadline(report="a", earliest=day, latest=latest, rule=rule)
            for day, latest, rule in (
                (date(2020, 1, 1), date(2020, 1, 1), "x"),
                (date(2020, 1, 1), date(2020, 2, 1), "a"),
                (date(2020, 1, 2), date(2020, 1, 2), "a"),
                (date(2020, 1, 2), date(2020, 1, 2), "b"),
            )
        ]
        wanted.append(make_deadline(report="b", earliest=date(2019, 1, 1), latest=date(2019, 1, 1)))
        for given in (wanted, wanted[::-1]):
            rows = tables.plain("deadlines", given)
            assert [(row["report"], row["due_earliest"], row["rule"]) for row in rows] == [
                (one.report, one.earliest, one.rule) for one in wanted
            ]


class TestBodies:
    """Which body a row names."""

    def test_of_several_bodies_those_of_both_reports_are_listed_and_none_is_singled_out(self):
        """The bodies of a comparison are the baseline's that the follow-up is on too."""
        baseline = make_report(bodies=["police/kent", "police/essex", "police/surrey"])
        later = make_follow_up(baseline, bodies=["police/essex", "police/kent"])
        (row,) = tables.plain("comparisons", ncpi.compare(baseline, later))
        assert (row["body"], row["bodies"]) == (None, ("police/kent", "police/essex"))
        alone = make_follow_up(baseline, bodies=["police/essex"])
        (row,) = tables.plain("comparisons", ncpi.compare(baseline, alone))
        assert (row["body"], row["bodies"]) == ("police/essex", ("police/essex",))
        archive = ncpi.Archive(reports=[baseline, later])
        (row,) = tables.plain("follow_up_times", archive.compare_all())
        assert (row["body"], {*row["bodies"]}) == (None, {"police/kent", "police/essex"})

    def test_a_grade_belongs_to_the_body_that_it_names(self):
        """In a joint report, an audit and a judgment name the body graded."""
        graded = {
            "case_audits": [make_case_audit(body="police/essex")],
            "judgments": [make_judgment(body="police/essex")],
        }
        baseline = make_report(bodies=["police/kent", "police/essex"], **graded)
        comparison = ncpi.compare(baseline, make_follow_up(baseline, **graded))
        for table in ("case_audits", "judgments"):
            assert set(tables.plain(table, baseline).column("body")) == {"police/essex"}
        for table in ("case_audit_changes", "judgment_changes"):
            assert set(tables.plain(table, comparison).column("body")) == {"police/essex"}
        (row,) = tables.plain("comparisons", comparison)
        assert row["body"] is None


class TestComparisons:
    """Both sides of a comparison, each in its own columns."""

    def test_a_topic_that_only_the_follow_up_grades_has_a_question_and_no_baseline(self):
        """Each side's status, grade and scale are its own, and the question is that of either."""
        before = make_report(
            judgments=[make_judgment(topic="a"), make_judgment(topic="b", question="how?")]
        )
        worse = make_judgment(topic="b").scale.grades[-1]
        after = make_follow_up(
            before,
            judgments=[
                make_judgment(topic="b", grade=worse, question="how?"),
                make_judgment(topic="c", question="why?"),
            ],
        )
        rows = {
            row["topic"]: row
            for row in tables.plain("judgment_changes", ncpi.compare(before, after))
        }
        assert (rows["a"]["baseline_status"], rows["a"]["follow_up_status"]) == ("graded", None)
        assert (rows["b"]["baseline_grade"], rows["b"]["follow_up_grade"]) == (
            make_judgment().grade,
            worse,
        )
        assert rows["b"]["follow_up_topic"] == "b"
        assert rows["b"]["steps"] == 1 - len(make_judgment().scale.grades)
        assert (rows["c"]["question"], rows["c"]["baseline_scale"]) == ("why?", None)
        assert rows["c"]["follow_up_scale"] == make_judgment().scale.key

    def test_grades_are_ranked_from_the_best(self):
        """The first grade of a scale has the rank 0, in every table."""
        pytest.importorskip("scipy")
        audits = [make_case_audit()]
        before = make_report(case_audits=audits)
        comparison = ncpi.compare(before, make_follow_up(before, case_audits=audits))
        grades = make_case_audit().scale.grades
        for table in ("case_audit_changes", "grade_changes"):
            rows = tables.plain(table, comparison)
            assert [(row["grade"], row["grade_rank"]) for row in rows] == [
                (grade, rank) for rank, grade in enumerate(grades)
            ]
            assert len(rows) == len(grades)

    def test_a_restatement_left_for_a_person_names_the_later_item(self):
        """An undecided link names a finding or a later item, never both."""
        asked, again = "visit offenders on time", "visits to offenders were made"
        before = make_report(recommendations=[make_recommendation(text=asked)])
        after = make_follow_up(
            before, findings=[], recommendations=[make_recommendation(key="9", text=again)]
        )
        comparison = ncpi.compare(before, after, matcher=Matcher(threshold=1.0))
        rows = tables.plain("undecided", comparison)
        assert {(row["finding"], row["restated_by"]) for row in rows} == {
            (None, f"{after.key}#recommendation-9")
        }

    def test_answers_that_do_not_count_are_told_from_those_that_do(self):
        """A link that is only proposed doesn't count beside one that is stated."""
        before = make_report()
        item = before.recommendations[0].ref(before.key)
        found = [
            make_finding(key=basis, answers=[ncpi.Answer(item=item, basis=basis)])
            for basis in ("stated", "proposed")
        ]
        comparison = ncpi.compare(before, make_follow_up(before, findings=found))
        (row,) = tables.plain("outcomes", comparison)
        counted = [answer.counted for answer in comparison.items[0].answers]
        assert (row["answers"], row["answers_counted"]) == (2, counted.count(True))
        evidence = tables.plain("outcome_evidence", comparison)
        assert [(row["finding"], row["counted"]) for row in evidence] == [
            (answer.finding.key, answer.counted) for answer in comparison.items[0].answers
        ]


def test_the_status_of_deadlines_is_given_in_arrow_too():
    """The function of the table takes the date, as the plain table does."""
    pytest.importorskip("pyarrow")
    due = [make_deadline(earliest=date(2020, 3, 1), latest=date(2020, 3, 1))]
    (row,) = tables.table("deadlines", due, on="2020-02-28").to_pylist()
    assert (row["on"], row["status"], row["days_left"]) == (date(2020, 2, 28), "due", 2)


def test_fields_that_nobody_knows_are_treated_as_asked(archive, tmp_path):
    """Loading a folder refuses them unless it is told to keep or to ignore them."""
    tables.save_tables(archive, tmp_path / "t", format="csv")
    file = tmp_path / "t" / "findings.csv"
    table = tables.read_csv(file, "findings")
    rows = [{**row, "extra": '{"mood": "grim"}'} for row in table]
    tables.write_csv(attrs.evolve(table, rows=rows), file)
    with pytest.raises(InvalidError, match="mood"):
        tables.load_tables(tmp_path / "t")
    kept = tables.load_tables(tmp_path / "t", unknown="keep")
    assert [one.extra for report in kept for one in report.findings] == [{"mood": "grim"}] * 2
    assert tables.load_tables(tmp_path / "t", unknown="ignore") == archive


def test_a_folder_is_parquet_unless_csv_is_asked_for(archive, tmp_path):
    """The default loses no type for other programs."""
    pytest.importorskip("pyarrow")
    tables.save_tables(archive, tmp_path / "t")
    assert {file.suffix for file in (tmp_path / "t").iterdir()} == {".parquet", ".json"}


def test_a_file_has_a_byte_order_mark_only_if_it_is_asked_for(archive, tmp_path):
    """Other programs than Excel don't expect one."""
    table = tables.plain("pairs", archive)
    for bom in (True, False):
        tables.write_csv(table, tmp_path / "t.csv", bom=bom)
        assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf") is bom
        assert tables.read_csv(tmp_path / "t.csv", "pairs") == table
    tables.write_csv(table, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes().startswith(b"baseline,")


@pytest.mark.parametrize(
    ("number", "is_fine"),
    [(2**63 - 1, True), (2**63, False), (-(2**63), True), (-(2**63) - 1, False)],
)
def test_whole_numbers_have_64_bits(number, is_fine):
    """The largest and the least number that every format holds are allowed, and no other."""
    column = tables.Column("n", tables.ColumnType.WHOLE, "")
    assert (column.fault(number) is None) is is_fine


HEADING = "Body,police/exampleshire\r\nAs of,2019-01-15\r\n"
ITEM = "police/exampleshire/2018-inspection#recommendation-"


@pytest.fixture
def typed(tmp_path):
    """Reads a table of a tracker as a person typed it, below its heading."""

    def read(text, heading=HEADING):
        (tmp_path / "t.csv").write_bytes((heading + text).encode())
        return read_tracker(tmp_path / "t.csv")

    return read


class TestTypedTrackers:
    """What a person types in a tracker is read, and what is wrong is named where it stands."""

    def test_the_heading_may_be_spelt_freely_and_blank_rows_stand_anywhere(self, typed):
        """Capitals, colons and blank rows and cells make no difference."""
        heading = "\r\n BODY: ,,police/exampleshire,\r\n,\r\nas  of:,15/01/2019\r\n\r\n"
        text = f",item ,TEXT,\r\n\r\n,{ITEM}1,Do it,\r\n,,\r\n,{ITEM}2,Do more,\r\n\r\n"
        tracker = typed(text, heading)
        assert (tracker.body, tracker.as_of) == ("police/exampleshire", date(2019, 1, 15))
        assert [entry.text for entry in tracker.entries] == ["Do it", "Do more"]

    @pytest.mark.parametrize(("cell", "is_fine"), [("0", 1), ("100%", 1), ("101", 0), ("-1", 0)])
    def test_a_percentage_is_from_0_to_100(self, cell, is_fine, typed):
        """Both ends are allowed, and nothing beyond them."""
        text = f"Item,Text,Percent complete\r\n{ITEM}1,a,{cell}\r\n"
        if is_fine:
            assert typed(text).entries[0].percent_complete == int(cell.rstrip("%"))
        else:
            with pytest.raises(InvalidError, match=r"row 4, Percent complete: .*0 to 100"):
                typed(text)

    @pytest.mark.parametrize(
        ("cell", "day"),
        [
            ("13/01/2022", date(2022, 1, 13)),
            ("31-12-2022", date(2022, 12, 31)),
            ("5/5/2022", date(2022, 5, 5)),
        ],
    )
    def test_a_day_that_can_mean_only_one_is_read(self, cell, day, typed):
        """A day beyond twelve, or the same number twice, leaves no doubt."""
        text = f"Item,Text,Target\r\n{ITEM}1,a,{cell}\r\n"
        assert typed(text).entries[0].target == day

    @pytest.mark.parametrize("cell", ["2022", "January 2022", "2022-13-01", "1/2/2022", "soon"])
    def test_what_is_no_single_day_is_no_target(self, cell, typed):
        """A target is a day: a month, a year and a date that could mean two are refused."""
        with pytest.raises(InvalidError, match="row 4, Target: "):
            typed(f"Item,Text,Target\r\n{ITEM}1,a,{cell}\r\n")

    def test_every_fault_of_a_history_and_of_actions_is_named(self, typed):
        """A bad line doesn't hide the next, and a detail that stands twice is named."""
        cells = '"soon\n2022-01-31, set on never: x\n2022-02","a\n owner: b\n owner: c\n due: soon"'
        with pytest.raises(InvalidError) as caught:
            typed(f"Item,Text,Target history,Actions\r\n{ITEM}1,a,{cells}\r\n")
        said = [str(fault) for fault in caught.value.faults]
        assert [one.partition(":")[0] for one in said] == ["row 4, Target history"] * 3 + [
            "row 4, Actions"
        ] * 2
        assert any("action 1 has two lines for its owner" in one for one in said)

    def test_a_reason_goes_on_in_the_lines_below_it(self, typed):
        """Indented lines belong to the target or action above them, and blank ones to none."""
        history = '"2022-01-31, set on 2022-01-01: money\n   and time\n\n2022-02-28:"'
        entry = typed(
            f"Item,Text,Target history,Target\r\n{ITEM}1,a,{history},2022-02-28\r\n"
        ).entries[0]
        assert [(one.target, one.reason) for one in entry.targets] == [
            (date(2022, 1, 31), "money\nand time"),
            (date(2022, 2, 28), None),
        ]

    def test_what_stands_twice_above_the_table_or_has_two_values_is_refused(self, typed):
        """A heading with more than one value is named by its row."""
        with pytest.raises(InvalidError, match="row 1: Body has more than one cell"):
            typed("Item,Text\r\n", "Body,a,b\r\nAs of,2019-01-15\r\n")
        with pytest.raises(InvalidError, match="row 3: 'Owner' is not a row above the table"):
            typed("Item,Text\r\n", HEADING + "Owner,x\r\n")

    def test_faults_come_in_the_order_of_rows_and_columns(self, typed):
        """A person can correct the sheet from top to bottom and from left to right."""
        text = (
            "Item,Text,RAG,Status,Priority,Owner\r\n"
            f"{ITEM}1,a,pink,,,\r\n,,green,,,x\r\n{ITEM}3,a,mauve,sleeping,,\r\n{ITEM}1,a,red,,,\r\n"
        )
        with pytest.raises(InvalidError) as caught:
            typed(text)
        assert [fault.path for fault in caught.value.faults] == [
            "row 4, RAG",
            "row 5, Item",
            "row 5, Text",
            "row 6, Status",
            "row 6, RAG",
            "row 7, Item",
        ]

    def test_other_fields_are_read_above_the_table_and_in_it(self, typed):
        """What has no column is kept as it was typed, where it was typed."""
        heading = HEADING + 'Other fields,"{""mood"": ""grim""}"\r\n'
        text = f'Item,Text,Other fields\r\n{ITEM}1,a,"{{""cost"": 5}}"\r\n'
        tracker = typed(text, heading)
        assert (tracker.extra, tracker.entries[0].extra) == ({"mood": "grim"}, {"cost": 5})
        for wrong in ("[1]", "5", "{"):
            with pytest.raises(InvalidError, match="row 4, Other fields: "):
                typed(f"Item,Text,Other fields\r\n{ITEM}1,a,{wrong}\r\n")

    def test_without_column_titles_the_error_lists_them(self, typed):
        """Whatever separates the cells."""
        for text in ("a,b\r\n", "a;b\r\n"):
            with pytest.raises(
                InvalidError, match="Write the column titles in one row: Item, Text"
            ):
                typed(text)


class TestSheets:
    """A workbook offers choices and is easy to read."""

    @pytest.fixture
    def openpyxl(self):
        return pytest.importorskip("openpyxl", reason="openpyxl isn't installed")

    def test_a_status_and_a_rating_may_be_chosen_from_a_list(self, openpyxl, tmp_path):
        """The sheet offers the known words for each row of the table, and for rows to come."""
        write_tracker(make_tracker(), tmp_path / "t.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
        titles = {cell.value: cell.column_letter for cell in sheet[4]}
        offered = {}
        for one in sheet.data_validations.dataValidation:
            (cells,) = one.sqref.ranges
            offered[cells.coord.partition("5:")[0]] = one.formula1.strip('"').split(",")
            assert not one.showErrorMessage
            assert cells.max_row > 100
        assert offered == {
            titles["Status"]: [word.value for word in TrackingStatus],
            titles["RAG"]: [word.value for word in Rag],
        }

    def test_the_titles_stay_in_sight_stand_out_and_filter(self, openpyxl, tmp_path):
        """The row of titles is frozen, bold and has filters over every item; texts wrap."""
        entries = [make_tracking(), make_tracking(item=f"{ITEM}2")]
        write_tracker(make_tracker(entries=entries), tmp_path / "t.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
        assert sheet.title == "Tracker"
        assert sheet.freeze_panes == "B5"
        assert sheet.auto_filter.ref == f"A4:{sheet[4][-1].column_letter}6"
        assert all(cell.font.bold for cell in sheet[4])
        assert [sheet[place].font.bold for place in ("A1", "B1", "A5", "B5")] == [
            *(True, False),
            *(False, False),
        ]
        assert sheet["B5"].alignment.wrap_text
        widths = {
            cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[4]
        }
        assert widths["Text"] == max(widths.values()) > widths["RAG"]

    def test_a_formula_counts_as_its_last_result(self, openpyxl, tmp_path):
        """What a spreadsheet program calculated is read, in each sheet."""
        path = tmp_path / "t.xlsx"
        write_tracker(make_tracker(), path)
        book = openpyxl.load_workbook(path)
        titles = {cell.value: cell.column for cell in book.active[4]}
        book.active.cell(5, titles["Owner"]).value = '="Head of "&"crime"'
        book.save(path)
        with pytest.raises(InvalidError, match="row 5, Owner: it is a formula without a result"):
            read_tracker(path)
        # As a spreadsheet program saves it: with the result beside the formula.
        parts = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
        with zipfile.ZipFile(path, "w") as saved:
            for name in parts.namelist():
                data = parts.read(name)
                if name == "xl/worksheets/sheet1.xml":
                    data, count = re.subn(
                        rb'(<c r="[A-Z]+5"[^>]*?)(?: t="\w+")?>(<f>[^<]*</f>)<v ?/?>(?:</v>)?',
                        rb'\1 t="str">\2<v>Head of crime</v>',
                        data,
                    )
                    assert count == 1
                saved.writestr(name, data)
        assert read_tracker(path).entries[0].owner == "Head of crime"

    def test_days_that_a_spreadsheet_does_not_have_are_text(self, openpyxl, tmp_path):
        """A day before March 1900 is written as text, and the first one after as a day."""
        for day, kind in (("1900-02-28", str), ("1900-03-01", date)):
            entry = make_tracking().with_target(day)
            write_tracker(make_tracker(entries=[entry]), tmp_path / "t.xlsx")
            sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
            cells = {
                title.value: cell.value for title, cell in zip(sheet[4], sheet[5], strict=True)
            }
            assert isinstance(cells["Target"], kind)
            assert str(read_tracker(tmp_path / "t.xlsx").entries[0].target) == day

    @pytest.mark.usefixtures("openpyxl")
    def test_a_text_that_just_fits_a_cell_is_written(self, tmp_path):
        """The longest text that a workbook holds is kept whole."""
        tracker = make_tracker(entries=[make_tracking(notes="x" * 32_767)])
        write_tracker(tracker, tmp_path / "t.xlsx")
        assert read_tracker(tmp_path / "t.xlsx") == tracker

    def test_a_sign_that_is_only_shown_makes_no_percentage(self, openpyxl, tmp_path):
        """A number counts as a percentage only if the sheet multiplies it by a hundred."""
        path = tmp_path / "t.xlsx"
        write_tracker(make_tracker(entries=[make_tracking(percent_complete=40)]), path)
        book = openpyxl.load_workbook(path)
        place = next(cell.column for cell in book.active[4] if cell.value == "Percent complete")
        cell = book.active.cell(5, place)
        for value, form, wanted in ((40, '0"%"', 40), (40, "0\\%", 40), (0.4, "0.00%", 40)):
            cell.value, cell.number_format = value, form
            book.save(path)
            assert read_tracker(path).entries[0].percent_complete == wanted

    def test_the_sheet_with_the_titles_is_read_wherever_it_stands(self, openpyxl, tmp_path):
        """A sheet of another name is read, and without any the first is named as lacking them."""
        path = tmp_path / "t.xlsx"
        write_tracker(make_tracker(), path)
        book = openpyxl.load_workbook(path)
        book.active.title = "Mine"
        book.create_sheet("Notes", 0)["A1"] = "see below"
        book.save(path)
        assert read_tracker(path) == make_tracker()
        del book["Mine"]
        book.save(path)
        with pytest.raises(InvalidError, match="no row has the column titles"):
            read_tracker(path)


def test_a_row_without_a_source_of_its_own_shows_what_is_missing(whole):
    """A row of sources that belongs to nothing says which row of which table there isn't."""
    table = whole["sources"]
    rows = [{**table[0], "owner_position": 7}, *table[1:]]
    with pytest.raises(InvalidError) as caught:
        tables.to_archive({**whole, "sources": attrs.evolve(table, rows=rows)})
    assert "there is no row of reports for" in str(caught.value)
    assert "in report 'police/kent/2018'" in str(caught.value)


def test_an_answer_of_another_kind_of_owner_is_named_by_it(whole):
    """Rows that belong to an item name the item, and rows of a finding the finding."""
    table = whole["restatements"]
    rows = [{**table[0], "restated_by": "police/kent/2019#recommendation-8"}, *table[1:]]
    with pytest.raises(InvalidError, match="no item 'police/kent/2019#recommendation-8' in report"):
        tables.to_archive({**whole, "restatements": attrs.evolve(table, rows=rows)})


def test_the_sheet_of_a_report_has_the_same_cells_as_the_report(archive):
    """Every count of a completeness is said for each list of a report."""
    known = ncpi.ReportCompleteness(findings="complete", judgments="partial")
    (row,) = tables.plain("reports", make(ncpi.Report, completeness=known))
    said = {
        name.partition("_completeness")[0]: row[name] for name in row if "_completeness" in name
    }
    assert said == {
        "recommendations": "unknown",
        "causes_of_concern": "unknown",
        "findings": "complete",
        "case_audits": "unknown",
        "judgments": "partial",
    }
