"""Texts, pages, tables and messages that attack who reads them."""

from __future__ import annotations

from tests.hostile.case import READ, Case, case
from tests.unit.readers import written_files as files

SENTENCE = "В районе 96 врачей. "
MEGABYTE = 1024 * 1024
ODD_LINKED_DATA = '[1, null, {"@type": ["Article", 7], "datePublished": {}, "author": [[]]}]'


def _repeated(unit: str, size: int, encoding: str = "utf-8") -> bytes:
    one = unit.encode(encoding)
    return one * (size // len(one))


def _deep_parts(depth: int) -> bytes:
    lines = ["From: a@b.example", "To: c@d.example", "Subject: x", "MIME-Version: 1.0"]
    for level in range(depth):
        lines += [f'Content-Type: multipart/mixed; boundary="b{level}"', "", f"--b{level}"]
    return "\r\n".join([*lines, "Content-Type: text/plain", "", "96"]).encode()


def _texts() -> list[Case]:
    return [
        case("empty", "a.txt", b"", "empty"),
        case("white space", "a.txt", b" \r\n\t \n", "empty"),
        case("byte order mark alone", "a.txt", b"\xef\xbb\xbf", "empty"),
        case("nulls alone", "a.txt", bytes(5000), "empty"),
        case("one letter", "a.txt", "я".encode(), READ),
        case("one digit", "a.txt", b"7", READ),
        case("200 MB of one line", "a.txt", lambda: _repeated(SENTENCE, 200 * MEGABYTE), "too_large"),
        case("60 MB of one line", "a.txt", lambda: _repeated(SENTENCE, 60 * MEGABYTE), "too_large"),
        case("10 MB of one line", "a.txt", lambda: _repeated(SENTENCE, 10 * MEGABYTE), READ),
        case("60 MB of digits", "a.txt", lambda: b"1" * 60 * MEGABYTE, "too_large"),
        case("7 MB of spaces", "a.txt", lambda: b" " * 7 * MEGABYTE + b"7", READ),
        case("2 million lines", "a.txt", lambda: b"7\n" * 2_000_000, "too_large"),
        case("800 000 empty lines", "a.txt", lambda: b"\n" * 800_000 + b"7", READ),
        case("nulls between letters", "a.txt", "врач\x00ей 96".encode(), "undecodable"),
        case("null at the end", "a.txt", "врачей 96\x00".encode(), "undecodable"),
        case(
            "random bytes",
            "a.txt",
            lambda: bytes((n * 7919 + n // 256) % 256 for n in range(50_000)),
            "undecodable",
        ),
        case("overlong UTF-8", "a.txt", b"\xc0\xaf" * 200),
        case("surrogates in UTF-8", "a.txt", b"\xed\xa0\x80" * 200),
        case("half of a UTF-16 unit", "a.txt", "врачей 96".encode("utf-16")[:-1]),
        case("lone surrogates in UTF-16", "a.txt", b"\xff\xfe" + b"\x00\xd8" * 400, "undecodable"),
        case("UTF-32", "a.txt", SENTENCE.encode("utf-32"), READ),
        case("control characters", "a.txt", b"\x01\x02\x1b[31m" * 300, "undecodable"),
        case("letters written right to left", "a.txt", "\u202e69 йечарв\u202c 96 врачей".encode(), READ),
        case("10 000 accents on one letter", "a.txt", ("а" + "\u0301" * 10_000 + " 96").encode(), READ),
        case("signs of no width", "a.txt", ("вр\u200bач\u200dей\ufeff 9\u20606 " * 50).encode(), READ),
        case("letters of many scripts", "a.txt", "96 врачей 医生 أطباء แพทย์ 🏥".encode(), READ),
        case("a picture named text", "a.txt", b"\x89PNG\r\n\x1a\n" + bytes(900), "unsupported_type"),
        case("a program named text", "a.txt", b"MZ\x90\x00" + bytes(900), "unsupported_type"),
        case("a packed file", "a.gz", b"\x1f\x8b\x08\x00" + bytes(900), "unsupported_type"),
        case("an old archive", "a.rar", b"Rar!\x1a\x07\x00" + bytes(900), "unsupported_type"),
        case("XML of a program", "a.xml", b'<?xml version="1.0"?><x><y>96</y></x>', "unsupported_type"),
    ]


def _pages() -> list[Case]:
    def page(body: str, head: str = "") -> bytes:
        return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()

    report = f"<article><h1>Итоги</h1><p>{SENTENCE * 10}</p></article>"
    cells = "<td>1</td>" * 100
    return [
        case("200 000 nested elements", "a.html", lambda: page("<div>" * 200_000 + SENTENCE), "too_large"),
        case(
            "100 000 nested tables",
            "a.html",
            lambda: page("<table><tr><td>" * 100_000 + SENTENCE),
            "too_large",
        ),
        case("4 000 nested elements", "a.html", lambda: page("<div>" * 4_000 + SENTENCE), READ),
        case("100 000 nested bold tags", "a.html", lambda: page("<b>" * 100_000 + SENTENCE)),
        case("a million elements", "a.html", lambda: page("<p>7" * 1_000_000), "too_large"),
        case(
            "100 000 attributes",
            "a.html",
            lambda: page("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + f">{SENTENCE}"),
            "too_large",
        ),
        case("a class of 2 MB", "a.html", lambda: page(f"<p class='{'nav ' * 500_000}'>{SENTENCE}</p>")),
        case(
            "30 MB of one page",
            "a.html",
            lambda: page(_repeated(SENTENCE, 30 * MEGABYTE).decode()),
            "too_large",
        ),
        case("5 MB without a tag", "a.html", lambda: page(_repeated(SENTENCE, 5 * MEGABYTE).decode()), READ),
        case(
            "spans of a million",
            "a.html",
            lambda: page(f"<table>{'<tr><td rowspan=999999 colspan=999999>1</td></tr>' * 300}</table>"),
        ),
        case(
            "20 000 cells", "a.html", lambda: page("<table>" + f"<tr>{cells}</tr>" * 200 + "</table>"), READ
        ),
        case("20 000 opened comments", "a.html", lambda: b"<!--" * 20_000 + page(report)),
        case("20 000 comments before the page", "a.html", lambda: b"<!-- a -->" * 5_000 + page(report), READ),
        case("unclosed script", "a.html", page("<script>var врачей = 96;")),
        case(
            "scripts and handlers",
            "a.html",
            page(
                f"<script>alert(1)</script><p onclick='x()'>{SENTENCE}</p>"
                f"<a href='javascript:x'>7</a>{report}"
            ),
            READ,
        ),
        case(
            "frames and objects",
            "a.html",
            page(f"<iframe src='file:///etc/passwd'></iframe><object data='x'></object>{report}"),
            READ,
        ),
        case(
            "refresh to elsewhere",
            "a.html",
            page(report, "<meta http-equiv=refresh content='0;url=http://127.0.0.1/'>"),
            READ,
        ),
        case("drawing with scripts", "a.html", page(f"<svg onload='x()'><text>7</text></svg>{report}"), READ),
        case("nulls in a page", "a.html", page(report).replace(b"96", b"9\x006"), "undecodable"),
        case("unknown encoding declared", "a.html", page(report, "<meta charset='klingon'>"), READ),
        case("UTF-7 declared", "a.html", page(report, "<meta charset='utf-7'>"), READ),
        case("an encoding that runs code", "a.html", page(report, "<meta charset='unicode_escape'>"), READ),
        case(
            "binary codec declared",
            "a.html",
            page(report, "<meta charset='base64'>").decode().encode("cp1251"),
            READ,
        ),
        case(
            "deep JSON-LD",
            "a.html",
            lambda: page(report, f"<script type='application/ld+json'>{'[' * 100_000}</script>"),
            READ,
        ),
        case(
            "broken JSON-LD", "a.html", page(report, "<script type='application/ld+json'>{]</script>"), READ
        ),
        case(
            "JSON-LD of odd types",
            "a.html",
            page(
                report,
                f'<script type="application/ld+json">{ODD_LINKED_DATA}</script>',
            ),
            READ,
        ),
        case("only furniture", "a.html", page("<nav>7</nav><footer>8</footer>"), READ),
        case("nothing visible", "a.html", page("<script>x</script><p hidden>7</p>"), "empty"),
        case("half a tag", "a.html", b"<!DOCTYPE html><html><body><p>96 \xd0\xb2<"),
        case("entities without end", "a.html", lambda: page("&lt" * 300_000 + SENTENCE), READ),
        case("numbers of no character", "a.html", page(f"&#0;&#x110000;&#xD800;{report}"), READ),
    ]


def _tables() -> list[Case]:
    return [
        case(
            "formulas in cells",
            "a.csv",
            "Район;Врачи\n=cmd|' /C calc'!A0;12\n@SUM(1);3\n+1+1;4\n".encode(),
            READ,
        ),
        case(
            "unclosed quote of 5 MB",
            "a.csv",
            lambda: 'Район;Врачи\n"Абай;12\n'.encode() + _repeated("Абай;12\n", 5 * MEGABYTE),
            READ,
            "too_large",
        ),
        case(
            "200 000 columns",
            "a.csv",
            lambda: ("Район;" + "1;" * 200_000 + "\nАбай;" + "2;" * 200_000).encode(),
        ),
        case(
            "200 000 rows",
            "a.csv",
            lambda: "Район;Врачи\n".encode() + "Абай;12\n".encode() * 200_000,
            "too_large",
        ),
        case("20 000 rows", "a.csv", lambda: "Район;Врачи\n".encode() + "Абай;12\n".encode() * 20_000, READ),
        case(
            "rows of every width",
            "a.csv",
            lambda: "\n".join(";".join(["7"] * (n % 40 + 1)) for n in range(2000)).encode(),
            READ,
        ),
        case("nulls in cells", "a.csv", "Район;Врачи\nАбай;1\x002\n".encode(), "undecodable"),
        case("delimiters alone", "a.csv", b";;;;\n;;;;\n;;;;\n", READ),
        case("quotes alone", "a.csv", b'"";"";""\n"";"";""\n', READ),
        case("a page named table", "a.csv", b"<!DOCTYPE html><html><body><p>96</p></body></html>", READ),
    ]


def _messages() -> list[Case]:
    head = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    return [
        case(
            "100 000 quoted lines",
            "a.eml",
            lambda: _deep_parts(0) + b"\n> 7" * 100_000,
            READ,
        ),
        case(
            "50 000 messages sent on",
            "a.eml",
            lambda: _deep_parts(0) + "\nПересылаемое сообщение\nОт: 7".encode() * 50_000,
            READ,
        ),
        case(
            "a million marks of quotation", "a.eml", lambda: _deep_parts(0) + b"\n" + b">" * 1_000_000, READ
        ),
        case("a million lines drawn", "a.eml", lambda: _deep_parts(0) + b"\n" + b"_ =" * 1_000_000, READ),
        case("parts nested 15 deep", "a.eml", lambda: _deep_parts(15), READ),
        case("parts nested 500 deep", "a.eml", lambda: _deep_parts(500)),
        case(
            "10 000 parts",
            "a.eml",
            lambda: (
                head + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\n7\r\n" * 10_000
            ),
            "too_large",
        ),
        case(
            "body that is no base64",
            "a.eml",
            head + b"Content-Transfer-Encoding: base64\r\n\r\n" + "врач!".encode() * 50,
        ),
        case(
            "unknown charset",
            "a.eml",
            head + b"Content-Type: text/plain; charset=klingon\r\n\r\n" + SENTENCE.encode(),
            READ,
        ),
        case(
            "header of 5 MB",
            "a.eml",
            lambda: head + b"X-Long: " + b"a" * 5 * MEGABYTE + b"\r\n\r\n96 a",
            READ,
        ),
        case("headers without a body", "a.eml", head, READ),
        case(
            "broken encoded words",
            "a.eml",
            head.replace(b"Subject: x", b"Subject: =?utf-8?b?!!!?= =?x?q?") + b"\r\n96",
            READ,
        ),
        case(
            "attachment that is a bomb",
            "a.eml",
            lambda: files.message_file("96", attached={"a.zip": files.zip_file({"a": b"0" * 50_000_000})}),
            "unsafe_archive",
        ),
        case(
            "attachment named up the tree",
            "a.eml",
            lambda: files.message_file("96", attached={"../../a.txt": b"12"}),
            READ,
        ),
        case("nulls in a message", "a.eml", head + b"\r\n9\x006"),
    ]


def _rich_texts() -> list[Case]:
    start = b"{\\rtf1\\ansi\\ansicpg1251 "
    return [
        case(
            "150 000 nested groups",
            "a.rtf",
            lambda: start + b"{" * 150_000 + b"96" + b"}" * 150_001,
            READ,
            "empty",
        ),
        case("a million groups", "a.rtf", lambda: start + b"{" * 1_000_000, "too_large"),
        case("binary data of no length", "a.rtf", start + b"\\bin99999999999 96}"),
        case("unknown code page", "a.rtf", b"{\\rtf1\\ansi\\ansicpg99999 96}"),
        case("numbers of no character", "a.rtf", start + b"\\u99999999? \\u-70000? 96}"),
        case("unclosed groups", "a.rtf", start + b"{\\b 96 {\\i 97"),
        case("objects inside", "a.rtf", start + b"{\\object\\objdata " + b"0f" * 5000 + b"} 96}"),
        case("nulls in rich text", "a.rtf", start + b"9\x006}"),
    ]


def cases() -> list[Case]:
    """All of them."""
    return [*_texts(), *_pages(), *_tables(), *_messages(), *_rich_texts()]
