"""Writes CSV and JSON files of many tools and, beside each, the values that a tool reads from it.

With Debian's python3-pandas, r-base-core, sqlite3, miller, csvkit, jq, libreoffice-calc and gnumeric:
/usr/bin/python3 text_files.py DIRECTORY
"""

import csv
import datetime
import io
import json
import math
import os
import re
import subprocess
import sys
import tempfile

import pandas

OUT = sys.argv[1]
HERE = os.path.dirname(os.path.abspath(__file__))


def plain(value):
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    if hasattr(value, "item"):
        return value.item()
    return str(value)


def spelled(value):
    """JSON has no words for what is no finite number, and readers may drop the sign of zero."""
    if isinstance(value, float) and (math.isnan(value) or math.isinf(value) or (value == 0 and math.copysign(1, value) < 0)):
        return "NaN" if math.isnan(value) else str(value).replace("inf", "Infinity")
    return {k: spelled(v) for k, v in value.items()} if isinstance(value, dict) else value


def tell(name, tool, rows, options="", record=""):
    """Writes the values of a file; strings that are empty stand for themselves, None for no value."""
    text = ",\n".join(json.dumps(spelled(row), default=plain, ensure_ascii=False) for row in rows)
    with open(f"{OUT}/{name}.told", "w", encoding="utf-8") as out:
        out.write('{"tool": %s, "record": "%s", "options": %s, "rows": [\n%s\n]}\n'
                  % (json.dumps(tool), record, json.dumps(options), text))


def run(*command, given=None, encoding="utf-8"):
    return subprocess.run(command, input=given, capture_output=True, check=True, encoding=encoding,
                          env={**os.environ, "LC_ALL": "C.UTF-8"}).stdout


def put(name, content):
    with open(f"{OUT}/{name}", "wb") as out:
        out.write(content)


def version(*command):
    return re.search(r"\d+(\.\d+)+", subprocess.run(command, capture_output=True, text=True).stdout).group()


def dicts(header, rows):
    return [dict(zip(header, row)) for row in rows]


def missing(frame):
    return [{k: None if pandas.isna(v) else v for k, v in row.items()} for row in frame.astype(object).to_dict("records")]


# --- pandas

def with_pandas():
    tool = "pandas " + pandas.__version__
    frame = pandas.DataFrame({
        "id": [1, 2, 9223372036854775807], "real": [0.1, None, 1e-300], "part": [1 / 3, float("inf"), -0.0],
        "flag": [True, False, True], "text": ["a,b", 'say "x"', "line\nbreak"],
        "at": pandas.to_datetime(["2024-02-29 08:30:00.123456789", "1677-09-22", None]),
        "zoned": pandas.to_datetime(["2026-03-29 01:30", "2026-10-25 00:30", "2026-10-25 01:30"]).tz_localize("UTC")
            .tz_convert("Europe/Berlin")})

    def both(name, options="", read=None, told_options="", **write):
        frame.to_csv(f"{OUT}/{name}", index=False, **write)
        back = pandas.read_csv(f"{OUT}/{name}", float_precision="round_trip", **(read or {}))
        rows = missing(back)
        for row in rows:
            for column in ["at", "zoned"]:
                if row.get(column) is not None:
                    row[column] = moment(row[column])
        tell(name, tool, rows, told_options)

    both("pandas_plain.csv")
    both("pandas_semicolon.csv", sep=";", decimal=",", read={"sep": ";", "decimal": ","})
    both("pandas_quoted.csv", quoting=csv.QUOTE_NONNUMERIC)
    both("pandas_all_quoted.csv", quoting=csv.QUOTE_ALL)
    both("pandas_utf16.csv", encoding="utf-16", read={"encoding": "utf-16"})
    both("pandas_bom_crlf.csv", encoding="utf-8-sig", lineterminator="\r\n", read={"encoding": "utf-8-sig"})
    both("pandas_tabs.tsv", sep="\t", read={"sep": "\t"})
    both("pandas_na.csv", na_rep="NA")
    both("pandas_null.csv", na_rep="NULL")
    both("pandas_gzip.csv.gz", compression={"method": "gzip", "mtime": 1})
    both("pandas_escaped.csv", quoting=csv.QUOTE_ALL, doublequote=False, escapechar="\\",
         read={"escapechar": "\\", "doublequote": False})

    keys = pandas.DataFrame({"zip": ["01234", "00501", "99950"], "phone": ["+4930123", "030 12", "110"],
                             "long": ["12345678901234567890", "1", "99999999999999999999999"],
                             "code": ["1e5", "2e3", "7E1"], "hex": ["0x1F", "0b1", "12"], "word": ["True", "no", "NaN"],
                             "blank": [" a", "b ", "c"]})
    keys.to_csv(f"{OUT}/pandas_keys.csv", index=False)
    keys = missing(pandas.read_csv(f"{OUT}/pandas_keys.csv", dtype=str, keep_default_na=False))
    tell("pandas_keys.csv", tool, [{"longValue" if k == "long" else k: v for k, v in row.items()} for row in keys])
    frame = pandas.DataFrame({"day": pandas.to_datetime(["2024-01-31", "2024-02-29"]), "x": [1, 2]}, index=[10, 11])
    frame.to_csv(f"{OUT}/pandas_index.csv", date_format="%d/%m/%Y")
    tell("pandas_index.csv", tool, [{"column1": i, "day": d.date(), "x": x} for i, d, x in frame.itertuples()])
    frame = pandas.DataFrame({("a", "x"): [1], ("a", "y"): [2]})
    frame.columns = ["a", "a"]
    frame.to_csv(f"{OUT}/pandas_twice.csv", index=False)
    tell("pandas_twice.csv", tool, [{"a": 1, "a2": 2}])
    empty = pandas.DataFrame({"n": [1, 2], "nothing": [None, None], "most": [None, "x"]})
    empty.to_csv(f"{OUT}/pandas_empty_column.csv", index=False)
    tell("pandas_empty_column.csv", tool, missing(pandas.read_csv(f"{OUT}/pandas_empty_column.csv")))
    numbers = pandas.DataFrame({"whole": [1.0, 2.0, None], "mixed": [1, "x", 2.5], "tiny": [5e-324, 1.7976931348623157e308, 0.1]})
    short = pandas.DataFrame({"real": [0.12345, 7.5], "whole": [1.0, 2.0]})
    numbers.to_csv(f"{OUT}/pandas_floats.csv", index=False)
    tell("pandas_floats.csv", tool, missing(pandas.read_csv(f"{OUT}/pandas_floats.csv", float_precision="round_trip")))
    short.to_csv(f"{OUT}/pandas_rounded.csv", index=False, float_format="%.3f")
    tell("pandas_rounded.csv", tool, missing(pandas.read_csv(f"{OUT}/pandas_rounded.csv", float_precision="round_trip")))

    things = pandas.DataFrame({"id": [1, 2], "text": ["é/\u2028", None], "tags": [["a"], []], "real": [0.5, None],
                               "at": pandas.to_datetime(["2024-02-29 08:30:00.123", None])})
    things.to_json(f"{OUT}/pandas_records.json", orient="records", date_format="iso")
    tell("pandas_records.json", tool, json.load(open(f"{OUT}/pandas_records.json")))
    things.to_json(f"{OUT}/pandas_lines.jsonl", orient="records", lines=True, date_format="iso", double_precision=15)
    tell("pandas_lines.jsonl", tool, [json.loads(line) for line in open(f"{OUT}/pandas_lines.jsonl", newline="\n")])


def moment(text):
    """Moments as ISO 8601 has them: with T, and with a colon in offsets."""
    return re.sub(r"^(\S+) (.*)$", r"\1T\2", str(text))


# --- Python's csv

def with_python():
    tool = "Python %s" % sys.version.split()[0]
    header = ["n", "text", "day"]
    rows = [["1", 'a "q"', "2024-02-29"], ["2", "b;c\td", "1999-12-31"], ["3", "", "2000-01-01"]]

    def both(name, encoding="utf-8", rows=rows, header=header, before="", **dialect):
        content = io.StringIO(newline="")
        csv.writer(content, **dialect).writerows([header] + rows)
        put(name, (before + content.getvalue()).encode(encoding))
        back = list(csv.reader(io.StringIO(content.getvalue(), newline=""), **dialect))
        nothing = "" if dialect.get("quoting") == csv.QUOTE_ALL or dialect.get("dialect") == "unix" else None
        tell(name, tool, [{k: v or nothing for k, v in row.items()} for row in dicts(back[0], back[1:])])

    both("python_excel.csv")
    both("python_excel_tab.csv", dialect="excel-tab")
    both("python_unix.csv", dialect="unix")
    both("python_pipe.csv", delimiter="|", quotechar="'")
    both("python_apostrophe.csv", quotechar="'", quoting=csv.QUOTE_ALL)
    both("python_escaped.csv", quoting=csv.QUOTE_NONE, escapechar="\\")
    both("python_sep.csv", delimiter=";", before="sep=;\r\n")
    both("python_latin1.csv", encoding="latin-1", rows=[["1", "Größe", "2024-02-29"], ["2", "Ñandú", "2024-03-01"]])
    both("python_cp1252.csv", encoding="cp1252", rows=[["1", "5 € – “x”", "2024-02-29"], ["2", "y", "2024-03-01"]])
    both("python_utf16be.csv", encoding="utf-16-be", before="\ufeff",
         rows=[["1", "漢字 😀", "2024-02-29"], ["2", "y", "2024-03-01"]])
    both("python_unicode.csv", rows=[["1", "e\u0301 \u00e9 \u200b \ufeff x", "2024-02-29"], ["2", "😀\u2028\u0085", "2024-03-01"]])
    both("python_cr.csv", lineterminator="\r")
    both("python_one_column.csv", header=["word"], rows=[["a"], ["b c"], ["d"]])
    both("python_no_rows.csv", rows=[])
    both("python_title.csv", header=["Order No.", "Größe (cm)", "2nd class?"], rows=[["7", "1.5", "x"], ["8", "2.5", "y"]])
    told = json.load(open(f"{OUT}/python_title.csv.told"))["rows"]
    tell("python_title.csv", tool, [dict(zip(["orderNo", "größeCm", "c2ndClass"], row.values())) for row in told])
    german = [["1.234,50", "31.01.2024", "01.02.2024 08:30", "ja", "5,5 %"], ["-7,00", "29.02.2024", "31.12.1999 23:59", "nein", "1 %"]]
    both("python_german.csv", header=["betrag", "tag", "zeit", "ok", "anteil"], rows=german, delimiter=";", encoding="cp1252")
    tell("python_german.csv", tool, dicts(["betrag", "tag", "zeit", "ok", "anteil"], [
        ["1234.50", "2024-01-31", "2024-02-01T08:30", "true", "5,5 %"], ["-7.00", "2024-02-29", "1999-12-31T23:59", "false", "1 %"]]))
    french = [["1\u202f234,5", "31/01/2024"], ["12,25", "01/02/2024"], ["1\u202f000\u202f000", "15/08/2024"]]
    both("python_french.csv", header=["montant", "jour"], rows=french, delimiter=";")
    tell("python_french.csv", tool, dicts(["montant", "jour"], [["1234.5", "2024-01-31"], ["12.25", "2024-02-01"], ["1000000", "2024-08-15"]]))
    american = [["1,234.50", "1/31/2024", "1:05 PM"], ["7", "12/1/2023", "11:59 AM"]]
    both("python_american.csv", header=["amount", "day", "time"], rows=american)
    tell("python_american.csv", tool, dicts(["amount", "day", "time"], [["1234.50", "2024-01-31", "13:05"], ["7", "2023-12-01", "11:59"]]))
    swiss = [["1'234.50", "3.1.24"], ["-1'000", "29.2.24"]]
    both("python_swiss.csv", header=["betrag", "tag"], rows=swiss, delimiter=";")
    tell("python_swiss.csv", tool, dicts(["betrag", "tag"], [["1234.50", "2024-01-03"], ["-1000", "2024-02-29"]]))
    names = [["3-Jan-2024", "January 5, 2024", "Mar 24"], ["29-Feb-2024", "May 12, 1999", "Dec 23"]]
    both("python_months.csv", header=["day", "said", "short"], rows=names)
    tell("python_months.csv", tool, dicts(["day", "said", "shortValue"], [["2024-01-03", "2024-01-05", "Mar 24"], ["2024-02-29", "1999-05-12", "Dec 23"]]))
    stamps = [["2024-02-29T08:30:00Z", "2024-02-29T08:30:00+01:00", "2024-02-29 08:30:00+00", "20240229", "1709195400", "2024-02-29T08:30:00.5"],
              ["2016-12-31T23:59:59.999999999Z", "2024-07-01T08:30:00-03:30", "2024-03-01 08:30:00+00", "20231231", "0", "2024-02-29T08:30"]]
    both("python_stamps.csv", header=["utc", "offset", "pg", "basic", "epoch", "local"], rows=stamps)
    both("python_comment.csv", rows=[["1", "x", "2024-01-01"], ["2", "y", "2024-01-02"]], before="# made by a script\n# on a day\n")
    both("python_words.csv", header=["a", "b", "c"], rows=[["N/A", "-", "\\N"], ["1", "2", "3"], ["4", "5", "6"]])
    tell("python_words.csv", tool, dicts(["a", "b", "c"], [[None, None, None], ["1", "2", "3"], ["4", "5", "6"]]))
    wide = ["c%d" % i for i in range(1, 121)]
    both("python_wide.csv", header=wide, rows=[[str(i * j) for i in range(120)] for j in range(3)])

    nested = [{"id": 1, "name": {"first": "A", "last": "Ü"}, "tags": ["x", "y"], "grid": [[1, 2], [3]], "extra": None, "any": 1},
              {"id": 2, "name": {"first": "B", "last": "\u2028"}, "tags": [], "grid": [], "extra": {"deep": {"er": 1.5}}, "any": "one"}]
    put("python_nested.json", json.dumps(nested).encode())
    tell("python_nested.json", tool, nested)
    put("python_indented.json", json.dumps(nested, indent=2, ensure_ascii=False).encode())
    tell("python_indented.json", tool, nested)
    put("python_bom.json", json.dumps(nested).encode("utf-8-sig"))
    tell("python_bom.json", tool, nested)
    put("python_lines.jsonl", ("\n".join(json.dumps(row) for row in nested) + "\n").encode())
    tell("python_lines.jsonl", tool, nested)
    put("python_crlf.jsonl", ("\r\n".join(json.dumps(row) for row in nested)).encode())
    tell("python_crlf.jsonl", tool, nested)
    numbers = [{"n": 12345678901234567890123, "d": 0.1, "e": 1e400 if False else 1e300, "z": -0.0, "i": 10},
               {"n": 1, "d": 100, "e": 5e-324, "z": 0.5, "i": 2**40}]
    put("python_numbers.json", json.dumps(numbers).encode())
    tell("python_numbers.json", tool, numbers)
    odd = [{"class": 1, "two words": "a", "é": True, "a-b": [1], "a_b": 2}]
    put("python_names.json", json.dumps(odd).encode())
    tell("python_names.json", tool, [{"classValue": 1, "twoWords": "a", "é": True, "aB": [1], "a_b": 2}])
    stamps = [{"at": "2024-02-29T08:30:00Z", "day": "2024-02-29", "zoned": "2024-02-29T08:30:00+01:00", "u": "123e4567-e89b-12d3-a456-426614174000"},
              {"at": "2024-02-29T08:30:00.123456Z", "day": "0001-01-01", "zoned": "2024-02-29T08:30:00-03:00", "u": "00000000-0000-0000-0000-000000000000"}]
    put("python_stamps.json", json.dumps(stamps).encode())
    tell("python_stamps.json", tool, stamps)


# --- SQLite

SQLITE = """
create table t(id integer, real real, text text, big integer, day text);
insert into t values (1, 0.1, 'a,b', 9223372036854775807, '2024-02-29');
insert into t values (2, null, 'say "x"', -1, null);
insert into t values (3, 1e300, 'line' || char(10) || 'break', 0, '1999-12-31');
insert into t values (4, -2.5, 'it''s | ; é 😀', 42, '0001-01-01');
"""


def with_sqlite():
    tool = "SQLite " + version("sqlite3", "--version")
    text = run("sqlite3", "-json", ":memory:", SQLITE, "select id, printf('%.15g', real) real, text, big, day from t")
    told = [dict(row, real=None if row["id"] == 2 else row["real"]) for row in json.loads(text)]
    precise = json.loads(run("sqlite3", "-json", ":memory:", SQLITE, "select * from t"), parse_float=str)
    for name, modes in {
        "sqlite_csv.csv": [".mode csv", ".headers on"],
        "sqlite_tabs.tsv": [".mode tabs", ".headers on"],
        "sqlite_null.csv": [".mode csv", ".headers on", ".nullvalue NULL"],
        "sqlite_quote.csv": [".mode quote", ".headers on"],
    }.items():
        select = "select * from t" if "csv.csv" in name or "null" in name else "select * from t where id <> 3"
        commands = [argument for mode in modes for argument in ("-cmd", mode)]
        put(name, run("sqlite3", *commands, ":memory:", SQLITE + select).encode())
        values = precise if "quote" in name else told
        tell(name, tool, values if "where" not in select else [row for row in values if row["id"] != 3])
    put("sqlite_json.json", run("sqlite3", "-json", ":memory:", SQLITE, "select * from t").encode())
    tell("sqlite_json.json", tool, precise)


# --- R

def with_r():
    told = run("Rscript", f"{HERE}/text_files.R", OUT)
    for line in told.splitlines():
        found = json.loads(line)
        tell(found["file"], found["tool"], found["rows"])


# --- Miller, jq, csvkit

def with_command_lines():
    rows = [{"id": 1, "text": "a,b", "real": 0.25, "day": "2024-02-29"}, {"id": 2, "text": 'say "x"', "real": 7.5, "day": ""},
            {"id": 3, "text": "tab\there", "real": 1e10, "day": "1999-12-31"}]
    lines = "\n".join(json.dumps(row) for row in rows)
    nulls = [{k: None if v == "" else v for k, v in row.items()} for row in rows]
    tool = "Miller " + version("mlr", "--version")
    for name, flags in {"miller.csv": ["--ocsv"], "miller.tsv": ["--otsv"], "miller_quoted.csv": ["--ocsv", "--quote-all"],
                        "miller_pipe.csv": ["--ocsv", "--ofs", "|"]}.items():
        put(name, run("mlr", "--ijsonl", *flags, "cat", given=lines).encode())
        back = run("mlr", "--itsv" if name.endswith("tsv") else "--icsv", *(["--ifs", "|"] if "pipe" in name else []),
                   "--ojson", "cat", f"{OUT}/{name}")
        escapes = ['escape: "\\\\"', "Escaped"] if name.endswith("tsv") else []
        tell(name, tool, [{k: None if v == "" else v for k, v in row.items()} for row in json.loads(back)], *escapes)
    for name, flag in {"miller.json": "--ojson", "miller.jsonl": "--ojsonl"}.items():
        put(name, run("mlr", "--ijsonl", flag, "cat", given=lines).encode())
        tell(name, tool, rows)
    tool = "jq " + version("jq", "--version")
    text = run("jq", "-rs", '(["id","text","real","day"], (.[] | [.id,.text,.real,.day])) | @csv', given=lines)
    put("jq.csv", text.encode())
    tell("jq.csv", tool, nulls)
    put("jq.tsv", run("jq", "-rs", '(["id","text","real","day"], (.[] | [.id,.text,.real,.day])) | @tsv', given=lines).encode())
    tell("jq.tsv", tool, nulls, 'escape: "\\\\"', "Escaped")
    put("jq.json", run("jq", "-s", ".", given=lines).encode())
    tell("jq.json", tool, rows)
    put("jq.jsonl", run("jq", "-c", ".", given=lines).encode())
    tell("jq.jsonl", tool, rows)
    tool = "csvkit " + version("csvformat", "--version")
    for name, flags in {"csvkit.csv": ["-U", "0"], "csvkit_semicolon.csv": ["-D", ";", "-U", "1"], "csvkit.tsv": ["-T"]}.items():
        put(name, run("csvformat", *flags, f"{OUT}/miller.csv").encode())
        tell(name, tool, nulls)
    put("csvkit.json", run("csvjson", f"{OUT}/miller.csv").encode())
    tell("csvkit.json", tool, json.loads(run("csvjson", f"{OUT}/miller.csv")))


# --- PostgreSQL, if one is given

def with_postgres():
    url = os.environ.get("POSTGRES")
    if not url:
        return
    tool = "PostgreSQL " + version("psql", "--version")
    query = """select * from (values
        (1, 0.1::float8, 'a,b', 12345678901234567890.123::numeric, true, date '2024-02-29', timestamp '2024-02-29 08:30:00.123456',
            timestamptz '2026-10-25 01:30:00+01'),
        (2, 'NaN'::float8, 'back\\slash', 1.5, false, null, '0001-01-01 00:00', '1969-12-31 23:59:59.5+00'),
        (3, 'Infinity'::float8, '', 2, null, date '9999-12-31', null, null),
        (4, 1e300, null, 3, true, date '2000-01-01', '2000-01-01', '2000-01-01+00'))
        t(id, real, text, amount, flag, day, at, zoned)"""
    told = json.loads(run("psql", url, "-Atc", f"set timezone='Europe/Berlin'; select json_agg(t) from ({query}) t").split("\n", 1)[1],
                      parse_float=str)
    for name, copy in {"postgres.csv": "csv, header", "postgres_text.tsv": "text", "postgres_quoted.csv": "csv, header, force_quote *",
                       "postgres_null.csv": "csv, header, null 'NULL', delimiter ';'"}.items():
        put(name, run("psql", url, "-qAtc", f"set timezone='Europe/Berlin'; copy ({query}) to stdout with (format {copy})").encode())
        # Freshet reads an empty cell without quotes as no value, whatever other words for it a file has.
        rows = [dict(row, text=row["text"] or None) if "null" in name or "text" in name else row for row in told]
        unnamed = {key: "column%d" % (i + 1) for i, key in enumerate(rows[0])} if name.endswith("tsv") else {}
        tell(name, tool, [{unnamed.get(k, k): v for k, v in row.items()} for row in rows])


# --- LibreOffice and Gnumeric

def with_sheets():
    tool = "LibreOffice " + version("soffice", "--version")
    with tempfile.TemporaryDirectory() as scratch:
        frame = pandas.DataFrame({"n": [1, 2], "real": [0.5, 1234567.25], "text": ["a é", "x;y"], "flag": [True, False],
                                  "day": pandas.to_datetime(["2024-02-29", "1999-12-31"]).date})
        frame.to_excel(f"{scratch}/sheet.xlsx", index=False)
        rows = missing(frame)
        for name, tokens in {"utf8": "44,34,76,1", "semicolon": "59,34,76,1", "western": "44,34,1,1", "quoted": "44,34,76,1,,0,true",
                             "german": "59,34,76,1,,1031", "tabs": "9,34,76,1"}.items():
            filter = "csv:Text - txt - csv (StarCalc):" + tokens
            run("soffice", "--headless", f"-env:UserInstallation=file://{scratch}/profile", "--convert-to", filter,
                "--outdir", scratch, f"{scratch}/sheet.xlsx")
            put(f"libreoffice_{name}.csv", open(f"{scratch}/sheet.csv", "rb").read())
            tell(f"libreoffice_{name}.csv", tool, rows)
        run("ssconvert", f"{scratch}/sheet.xlsx", f"{scratch}/gnumeric.csv")
        put("gnumeric.csv", open(f"{scratch}/gnumeric.csv", "rb").read())
        tell("gnumeric.csv", "Gnumeric", rows)


for part in sys.argv[2:] or ["pandas", "python", "sqlite", "r", "command_lines", "postgres", "sheets"]:
    globals()["with_" + part]()
