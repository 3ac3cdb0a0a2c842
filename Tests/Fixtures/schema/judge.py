"""Judges JSON texts by a JSON Schema, as the package jsonschema does.

    judge.py SCHEMA [closed]   reads a text a line, in hexadecimal; answers a line each: "valid", or what is wrong

With "closed", no object may have a member that the schema does not name: documents of ours promise only that members
are never taken away, but what is written today has to be in the schema.
"""

import json
import sys

import jsonschema


def close(schema):
    if isinstance(schema, list):
        for part in schema:
            close(part)
    elif isinstance(schema, dict):
        for part in list(schema.values()):
            close(part)
        if isinstance(schema.get("properties"), dict):
            schema.setdefault("additionalProperties", False)


with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
if sys.argv[2:] == ["closed"]:
    close(schema)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)


def fault(text):
    try:
        value = json.loads(text)
    except ValueError as error:
        return f"no JSON: {error}"
    error = jsonschema.exceptions.best_match(validator.iter_errors(value))
    if error is None:
        return "valid"
    return f"{error.json_path}: {error.message[:300]}"


for line in sys.stdin:
    print(ascii(fault(bytes.fromhex(line.strip()).decode("utf-8", "surrogatepass")))[1:-1])
