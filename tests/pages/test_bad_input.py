"""What isn't a page, or isn't whole, gives an empty or partial reading, or one clear error."""

import io
import tracemalloc
from collections.abc import Callable

import pytest

from ncpi import pages
from ncpi.errors import InvalidError, MissingExtraError


def html(body: bytes) -> bytes:
    return b"<!doctype html><html><body>" + body + b"</body></html>"


# Of whatever length.
LONG = {
    "good everywhere": lambda n: b"good " * n,
    "nested": lambda n: b"<html><body>" + b"<div>" * n + b"good" + b"</div>" * n,
    "comments": lambda n: b"<html>" + b"<!--" * n,
    "attributes": lambda n: html(b"<p " + b"a=1 " * n + b">x"),
    "broken lists": lambda n: html(b"<ul>" + b"<li>x" * n),
    "dates of a log": lambda n: b"[on]soon " * n,
    "bullets": lambda n: "• a;\n".encode() * n,
    "one line": lambda n: b"a" * 20 * n,
}
NO_PAGES = {
    "nothing": b"",
    "blanks": b" \n\t\n",
    "Welsh": b"Mae Heddlu Gwent wedi gwella ers yr arolygiad diwethaf.\n\n" * 50,
    "script": html(b"<script>Get the report HMICFRS</script>"),
    "another inspectorate": b"HMICS has published a report. ISBN: 978-1-910165-06-5",
    "bytes": bytes(range(256)) * 200,
    "entities": b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><html><body>&d;</body></html>',
    **{name: of(100_000) for name, of in LONG.items()},
}


@pytest.mark.parametrize("content", NO_PAGES.values(), ids=NO_PAGES)
def test_what_is_not_a_page_gives_an_empty_reading_with_a_warning(content):
    reading = pages.read(content)
    assert (reading.kind, reading.record, reading.found) == (None, None, ())
    assert reading.warnings


@pytest.mark.parametrize("content", LONG.values(), ids=LONG)
def test_what_is_not_a_page_takes_time_in_proportion_to_its_length(content, is_linear):
    def reading(size: int) -> Callable[[], object]:
        written = content(size)
        return lambda: pages.read(written)

    assert is_linear(reading, 5_000)


@pytest.mark.parametrize("kind", pages.PAGE_KINDS)
@pytest.mark.parametrize("name", ["bytes", "another inspectorate", "good everywhere", "Welsh"])
def test_a_kind_that_is_wrong_invents_nothing(kind, name):
    reading = pages.read(NO_PAGES[name], kind=kind)
    assert {one.field for one in reading.found} <= {"headline", "lead", "isbn"}


def test_marks_that_show_nothing_and_nul_change_nothing(page):
    text = page("release.txt")
    plain = {one.field: one.value for one in pages.read(text).found}
    marked = text.replace(" ", " \u200f").replace("\n", "\u202c\n\ufeff")
    assert {one.field: one.value for one in pages.read(marked).found} == plain
    assert pages.read(text.replace("children", "chil\0dren")).kind == "press-release"
    in_html = "".join(f"<p>\u200f{line}</p>" for line in text.split("\n\n"))
    assert pages.read(html(in_html.encode())).value("report_announced") == plain["report_announced"]


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "utf-16"])
def test_a_text_is_read_in_the_encoding_that_it_has(charset, page):
    text = page("release.txt")
    found = pages.read(text.encode(charset))
    assert found.record.report_title == pages.read(text).record.report_title
    assert [warning.code for warning in found.warnings] == (
        ["charset"] if charset == "cp1252" else []
    )


@pytest.mark.parametrize(
    ("charset", "written", "is_believed"),
    [
        *((charset, "utf-8", True) for charset in ("iso-8859-1", "utf-16", "x-unknown")),
        ("iso-8859-1", "cp1252", True),
        ("cp1250", "cp1252", True),
        ("punycode", "cp1252", False),
        ("x-unknown", "cp1252", False),
    ],
)
def test_a_page_is_read_in_the_character_set_that_it_has(charset, written, is_believed, page):
    """And if it declares one that it doesn't have, with a warning: UTF-8 needs no declaration."""
    text = page("release.txt")
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())
    head = f"<html><head><meta charset={charset}></head><body>"
    found = pages.read((head + lines).encode(written))
    assert found.record.report_title == pages.read(text).record.report_title
    assert ("charset" in [one.code for one in found.warnings]) is not is_believed


def test_a_file_that_is_too_large_is_one_error(tmp_path):
    large = tmp_path / "large.html"
    with large.open("wb") as file:
        file.seek(50_000_000)
        file.write(b"x")
    for source, most in ((large, "20"), ("a" * 50_000_000, "5"), (b"<p>" * 2_000_000, "5")):
        with pytest.raises(InvalidError, match=f"at most {most},000,000"):
            pages.read(source)


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        b"Get the report\n\nHMICFRS\n\n" + b"a\n\n" * 160_000,
        b"HMICFRS\n\nGet the report\n\nNotes\n\n" + b"1. press office 020 7946 0018\n" * 16_000,
        b"<html><p>Get the report</p><p>HMICFRS</p>" + b"<p>a</p>" * 60_000,
        b"[on]1st May 2019 a\n" * 25_000,
        b"<html>" + b"<div>" * 90_000,
    ],
    ids=["lines", "notes", "paragraphs", "events", "nested"],
)
def test_a_page_takes_memory_in_proportion_to_its_size(content):
    tracemalloc.start()
    pages.read(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 150 * len(content)


@pytest.mark.parametrize("source", [5, None, ["a"]])
def test_what_is_not_text_bytes_or_a_path_is_one_error(source):
    with pytest.raises(InvalidError, match="text, bytes or a path"):
        pages.read(source)


def test_a_missing_file_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        pages.read(tmp_path / "missing.txt")


def test_text_that_looks_like_html_is_read_as_text_with_a_warning():
    assert "looks-like-html" in [one.code for one in pages.read("<html><p>x").warnings]


def pdf(text: str = "", **how: str) -> bytes:
    """A PDF file with *text* on its only page, encrypted if a password is given."""
    pypdf = pytest.importorskip("pypdf")
    made = pypdf.generic
    writer = pypdf.PdfWriter()
    sheet = writer.add_blank_page(600, 800)
    if text:
        shown = [
            f"BT /F1 12 Tf 20 {780 - 20 * n} Td ({line}) Tj ET"
            for n, line in enumerate(text.split("\n"))
        ]
        stream = made.StreamObject()
        stream.set_data("\n".join(shown).encode("latin-1"))
        kinds = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        kinds["/Encoding"] = "/WinAnsiEncoding"
        names = {made.NameObject(key): made.NameObject(value) for key, value in kinds.items()}
        font = made.DictionaryObject(names)
        fonts = made.DictionaryObject({made.NameObject("/F1"): font})
        sheet[made.NameObject("/Resources")] = made.DictionaryObject(
            {made.NameObject("/Font"): fonts}
        )
        sheet[made.NameObject("/Contents")] = writer._add_object(stream)
    if how:
        writer.encrypt(**how)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_pdf_with_a_text_layer_is_read():
    cover = (
        "National Child Protection Inspections\nKent Police 4 - 15 February 2019\nAugust 2019\n"
        "\xa9 HMICFRS 2019\nISBN: 978-1-78655-704-9\nwww.justiceinspectorates.gov.uk/hmicfrs"
    )
    reading = pages.read(pdf(cover))
    assert reading.kind == "inspection"
    assert reading.value("isbn") == "978-1-78655-704-9"
    assert reading.value("published") == "2019-08"


def test_a_pdf_without_a_text_layer_says_so():
    reading = pages.read(pdf())
    assert reading.kind is None
    assert "it may be a scan" in reading.warnings[0].text


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (lambda: pdf("x", user_password="secret"), "encrypted"),  # noqa: S106 - of a test file
        (lambda: pdf("x")[:300], "broken"),
        (lambda: b"%PDF-1.7 " + bytes(range(256)) * 12, "broken"),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_a_pdf_that_cannot_be_read_is_one_error(content, why):
    with pytest.raises(InvalidError, match=f"can't be read: it is {why}"):
        pages.read(content())


@pytest.mark.parametrize(
    ("library", "content"),
    [("lxml", b"<html><p>x"), ("pypdf", b"%PDF-1.7")],
)
def test_a_missing_library_is_named_with_the_command_that_installs_it(
    library, content, monkeypatch
):
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(MissingExtraError, match=r"ncpi\[pages\]"):
        pages.read(content)


def test_without_the_library_for_numbers_all_else_is_read(page, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "phonenumbers", None)
    reading = pages.read(page("release.txt"))
    assert reading.value("phones") is None
    assert reading.record.headline
    assert "ncpi[pages]" in next(one.text for one in reading.warnings if one.code == "extra")
