"""Writes the workbooks of openpyxl, XlsxWriter, pandas and LibreOffice and, beside each, the values that a tool reads.

With Debian's python3-openpyxl, python3-xlsxwriter, python3-pandas and libreoffice-calc:
python3 excel_files.py DIRECTORY
"""

import csv
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile

import openpyxl
import pandas
import xlsxwriter

D = datetime.date
T = datetime.datetime
HEADER = ["n", "big", "real", "flag", "text", "day", "at", "amount"]
ROWS = [
    [1, 2**40, 0.1, True, "a é 漢 😀", D(2024, 2, 29), T(2024, 2, 29, 23, 59, 59), 123.45],
    [-7, -(2**53), 1e300, False, "007", D(1900, 3, 1), T(1900, 3, 1, 0, 0, 1), -0.01],
    [0, 0, -1.5, True, " x <&> \"y\" ", D(9999, 12, 31), T(9999, 12, 31, 12, 30), 1000000],
    [None] * 4 + ["only text"] + [None] * 3,
]


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


def tell(path, tool, record, rows, options=""):
    text = ",\n".join(json.dumps(row, default=plain, ensure_ascii=False) for row in rows)
    with open(re.sub(r"\.xlsx$", ".json", path), "w", encoding="utf-8") as out:
        out.write('{"tool": %s, "record": "%s", "options": %s, "rows": [\n%s\n]}\n'
                  % (json.dumps(tool), record, json.dumps(options), text))


def days(row):
    """openpyxl reads dates as moments at midnight."""
    value = row.get("day")
    if isinstance(value, datetime.datetime):
        row["day"] = value.date()
    return row


def told(path, record, tool, sheet=None, options=""):
    """Tells what openpyxl reads from a file."""
    book = openpyxl.load_workbook(path, data_only=True)
    table = book[sheet] if sheet else book.worksheets[0]
    rows = list(table.iter_rows(values_only=True))
    values = [days(dict(zip(rows[0], row))) for row in rows[1:] if any(v is not None for v in row)]
    tell(path, "%s, read by openpyxl %s" % (tool, openpyxl.__version__), record, values, options)


def with_openpyxl(directory):
    tool = "openpyxl " + openpyxl.__version__
    for name, iso, epoch in [("plain", False, 1900), ("iso", True, 1900), ("since1904", False, 1904)]:
        book = openpyxl.Workbook()
        book.iso_dates = iso
        if epoch == 1904:
            book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        sheet = book.active
        sheet.append(HEADER)
        for row in ROWS:
            if epoch == 1900 or row[0] is None or row[5].year > 1904:
                sheet.append(row)
        path = f"{directory}/openpyxl_{name}.xlsx"
        book.save(path)
        told(path, "Scalars", tool)
    book = openpyxl.Workbook()
    book.active.title = "First"
    second = book.create_sheet("Größe & Maß")
    second.append(["n", "text"])
    second.append([5, "five"])
    second.append([None, None])
    second.append([6, "six"])
    path = f"{directory}/openpyxl_sheets.xlsx"
    book.save(path)
    told(path, "Small", tool, "Größe & Maß", 'sheet: "Größe & Maß"')
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["n", "text"])
    for n in range(200):
        sheet.append([n, "word %d" % (n % 7)])
    path = f"{directory}/openpyxl_write_only.xlsx"
    book.save(path)
    told(path, "Small", tool)


def with_xlsxwriter(directory):
    tool = "XlsxWriter " + xlsxwriter.__version__
    for name, options in [("plain", {}), ("constant_memory", {"constant_memory": True}),
                          ("since1904", {"date_1904": True})]:
        path = f"{directory}/xlsxwriter_{name}.xlsx"
        book = xlsxwriter.Workbook(path, options)
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "d mmmm yyyy"})
        moment = book.add_format({"num_format": "[$-409]dd/mm/yy hh:mm:ss;@"})
        money = book.add_format({"num_format": '#,##0.00 "days";[Red]-#,##0.00 "months"'})
        sheet.write_row(0, 0, HEADER)
        at = 1
        for row in ROWS:
            if "since1904" == name and row[5] is not None and row[5].year < 1904:
                continue
            for column, value in enumerate(row):
                if column == 5 and value is not None:
                    sheet.write_datetime(at, column, value, day)
                elif column == 6 and value is not None:
                    sheet.write_datetime(at, column, value, moment)
                elif column == 7 and value is not None:
                    sheet.write_number(at, column, value, money)
                else:
                    sheet.write(at, column, value)
            at += 1
        book.close()
        told(path, "Scalars", tool)
    path = f"{directory}/xlsxwriter_formulas.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, ["text", "n", "flag", "day"])
    for row, n in enumerate([7, 12], 1):
        sheet.write_formula(row, 0, f'=TEXT({n},"000")', None, "%03d" % n)
        sheet.write_formula(row, 1, f"={n}*2", None, n * 2)
        sheet.write_formula(row, 2, f"={n}>8", None, n > 8)
        sheet.write_formula(row, 3, f"=DATE(2024,1,{n})", day, 45291 + n)
    book.close()
    tell(path, tool, "Formulas", [
        {"text": "%03d" % n, "n": n * 2, "flag": n > 8, "day": D(2024, 1, n)} for n in [7, 12]])
    path = f"{directory}/xlsxwriter_rich.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, ["n", "text"])
    sheet.write(1, 0, 1)
    sheet.write_rich_string(1, 1, "This is ", bold, "bold", " text")
    sheet.write(2, 0, 2)
    sheet.write_url(2, 1, "http://localhost/", string="a link")
    sheet.write(3, 0, 3)
    sheet.write_comment(3, 0, "a comment")
    book.close()
    told(path, "Small", tool)


def with_pandas(directory):
    frame = pandas.DataFrame({
        "n": [1, 2, 3], "text": ["a", "b", None],
        "at": pandas.to_datetime(["2024-01-31 08:30", "2000-02-29", "1999-12-31 23:59:59"]),
        "real": [0.5, None, 1e-10], "flag": [True, False, True]})
    for engine in ["openpyxl", "xlsxwriter"]:
        path = f"{directory}/pandas_{engine}.xlsx"
        frame.to_excel(path, index=False, engine=engine)
        read = pandas.read_excel(path).astype(object)
        tell(path, "pandas " + pandas.__version__, "Frame",
             [{k: None if pandas.isna(v) else v for k, v in row.items()} for row in read.to_dict("records")])


def with_libreoffice(directory):
    version = subprocess.run(["soffice", "--version"], capture_output=True, text=True).stdout.split()[1]
    with tempfile.TemporaryDirectory() as scratch:
        for name in ["openpyxl_plain", "openpyxl_iso", "xlsxwriter_formulas", "xlsxwriter_rich", "openpyxl_since1904"]:
            os.symlink(os.path.abspath(f"{directory}/{name}.xlsx"), f"{scratch}/libreoffice_{name.split('_')[1]}.xlsx")
        with open(f"{scratch}/libreoffice_csv.csv", "w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["n", "text"])
            writer.writerows([[1, "a é"], [2, "x,y"]])
        for file in sorted(os.listdir(scratch)):
            subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{scratch}/profile", "--convert-to",
                            "xlsx:Calc MS Excel 2007 XML", "--outdir", directory, f"{scratch}/{file}"], check=True)
            name = file.split(".")[0]
            record = {"formulas": "Formulas", "rich": "Small", "csv": "Small"}.get(name.split("_")[1], "Scalars")
            told(f"{directory}/{name}.xlsx", record, "LibreOffice " + version)


STRICT = [
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships",
     "http://purl.oclc.org/ooxml/officeDocument/relationships"),
]


def strict(directory):
    """Strict workbooks differ in their namespaces. No tool of Debian writes them, so these are rewritten."""
    for name, record in [("openpyxl_iso", "Scalars"), ("xlsxwriter_formulas", "Formulas")]:
        path = f"{directory}/strict_{name}.xlsx"
        with zipfile.ZipFile(f"{directory}/{name}.xlsx") as source, zipfile.ZipFile(
                path, "w", zipfile.ZIP_DEFLATED) as target:
            for part in source.namelist():
                content = source.read(part).decode("utf-8")
                for usual, other in STRICT:
                    content = content.replace(usual, other)
                target.writestr(part, content)
        with open(f"{directory}/{name}.json", encoding="utf-8") as given, open(
                path.replace(".xlsx", ".json"), "w", encoding="utf-8") as out:
            out.write(given.read())


with_openpyxl(sys.argv[1])
with_xlsxwriter(sys.argv[1])
with_pandas(sys.argv[1])
with_libreoffice(sys.argv[1])
strict(sys.argv[1])
