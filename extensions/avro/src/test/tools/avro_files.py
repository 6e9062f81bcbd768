"""Writes the Avro files of Avro's implementation in Python and, beside each, the values that it reads from it.

With Debian's python3-avro: python3 avro_files.py DIRECTORY
"""

import datetime
import decimal
import json
import sys
import uuid

import avro
import avro.datafile
import avro.io
import avro.schema

VALUES = {
    "type": "record",
    "name": "Others",
    "fields": [
        {"name": "n", "type": "int"},
        {"name": "size", "type": ["null", {"type": "enum", "name": "Size", "symbols": ["SMALL", "LARGE"]}]},
        {"name": "id", "type": {"type": "string", "logicalType": "uuid"}},
        {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
        {"name": "moment", "type": {"type": "long", "logicalType": "timestamp-millis"}},
        {"name": "time", "type": {"type": "int", "logicalType": "time-millis"}},
        {"name": "fixed", "type": {"type": "fixed", "name": "Four", "size": 4}},
    ],
}
NESTED = {
    "type": "record",
    "name": "Nested",
    "fields": [
        {"name": "numbers", "type": {"type": "array", "items": ["int", "null"]}},
        {"name": "words", "type": {"type": "array", "items": "string"}},
        {"name": "counts", "type": {"type": "map", "values": ["null", "int"]}},
        {"name": "part", "type": ["null", {"type": "record", "name": "Part", "fields": [
            {"name": "name", "type": ["string", "null"]}, {"name": "size", "type": ["int", "null"]}]}]},
        {"name": "parts", "type": {"type": "array", "items": "Part"}},
        {"name": "lists", "type": {"type": "array", "items": {"type": "array", "items": "int"}}},
    ],
}


def others():
    utc = datetime.timezone.utc
    for n in range(3):
        yield {
            "n": n,
            "size": [None, "SMALL", "LARGE"][n],
            "id": str(uuid.UUID(int=n * 7 << 100)),
            "amount": decimal.Decimal(["0.00", "123.45", "-9999999.99"][n]),
            "moment": datetime.datetime([1970, 2024, 1969][n], 1, 31, 8, 30, 59, 123000, tzinfo=utc),
            "time": datetime.time([0, 8, 23][n], 59, 59, 999000),
            "fixed": bytes([n, 255, 0, 128]),
        }


def nested():
    yield {"numbers": [1, None, 3], "words": ["a", ""], "counts": {"one": 1, "none": None},
           "part": {"name": "p", "size": 1}, "parts": [{"name": "q", "size": None}], "lists": [[1], [], [2, 3]]}
    yield {"numbers": [], "words": [], "counts": {}, "part": None, "parts": [], "lists": []}


def plain(value):
    """A value as JSON has it."""
    if isinstance(value, bytes):
        return "0x" + value.hex()
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, datetime.time):
        return value.isoformat()
    return str(value)


def write(directory, name, schema, rows, codec):
    path = f"{directory}/python_{name}_{codec}.avro"
    parsed = avro.schema.parse(json.dumps(schema))
    with avro.datafile.DataFileWriter(open(path, "wb"), avro.io.DatumWriter(), parsed, codec=codec) as writer:
        for row in rows:
            writer.append(row)
    with avro.datafile.DataFileReader(open(path, "rb"), avro.io.DatumReader()) as reader:
        told = [json.dumps(row, default=plain, ensure_ascii=False) for row in reader]
    with open(path.replace(".avro", ".json"), "w", encoding="utf-8") as out:
        out.write('{"tool": "Avro %s for Python", "record": "%s", "rows": [\n%s\n]}\n'
                  % (avro.__version__, schema["name"], ",\n".join(told)))


for each in ["null", "deflate", "bzip2"]:
    write(sys.argv[1], "others", VALUES, others(), each)
    write(sys.argv[1], "nested", NESTED, nested(), each)
