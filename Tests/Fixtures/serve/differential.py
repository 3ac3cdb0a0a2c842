"""Seeded requests to `bcsession serve`, of which `validate` says beforehand what they are answered with.

    differential.py TOOL ADDRESS COUNT SEED DIRECTORY

Prints what differs, then how many requests there were and how many of each status; fails when anything differs.
"""

import collections
import http.client
import json
import os
import random
import subprocess
import sys
from urllib.parse import urlsplit

TOOL, ADDRESS, COUNT, SEED, DIRECTORY = sys.argv[1:]
COUNT = int(COUNT)
generator = random.Random(int(SEED))
TODAY = "09/12/2025"

VALUES = [
    "", " ", "a", "TU-1234", "x" * 50, "x" * 51, "x" * 501, "é" * 500, None, True, False, 0, 1, 5, 4, 43200, 43201, -1, 5.5,
    "5", [], {}, ["a"], {"a": 1}, "https://lender.example/back", "http://a", "lender.example", "javascript:a",
    "https://lender.example/" + "a" * 200, "01/10/2025", "09/12/2025", "31/02/2025", "2025-10-01", "1/1/2025", "29/02/2024",
    "AXIS", "axis", "nobank", "pdf", "online", "aa", "PDF", "9876543210", "+919876543210", "12345", "BCAA001", "BCAA004",
    "BCAA009", "once", "recurring", "MONTH", "true", "a\u0000b", "ééé", "🙂", " AXIS ",
]
NAMES = [
    "link_id", "api_key", "redirect_url", "from_date", "to_date", "logo_url", "bank_name", "bank", "mode", "mobile_number",
    "session_expiry", "journey_mode", "accept_anything", "is_mobile_field_editable", "aa_journey_code", "consents",
    "metadata", "aa_journey_mode", "aa_recurring_tenure_month_count", "aa_recurring_frequency_unit",
    "aa_recurring_frequency_value", "max_from_date", "max_to_date", "unknown",
]
GOOD = {
    "redirect_url": "https://lender.example/back", "from_date": "01/05/2025", "to_date": "01/12/2025",
    "bank_name": "AXIS", "mode": "aa", "mobile_number": "9876543210", "session_expiry": 30,
    "aa_journey_code": "BCAA003", "consents": {"CC0003": {"from_date": "01/10/2025", "to_date": "01/12/2025"}},
    "metadata": {"name": ["A B"]}, "logo_url": "https://lender.example/logo.png",
}


def some_payload():
    payload = {"link_id": "TU-%d" % generator.randrange(10**6)}
    for name in generator.sample(sorted(GOOD), generator.randrange(len(GOOD))):
        payload[name] = GOOD[name]
    for _ in range(generator.choice([0, 0, 1, 1, 2, 3])):
        payload[generator.choice(NAMES)] = generator.choice(VALUES)
    if generator.random() < 0.1:
        payload["consents"] = {
            generator.choice(["CC0001", "CC0003", "CC0005", "CC9999", ""]): generator.choice([
                {"from_date": generator.choice(VALUES)}, {"consent_expiry": "01/01/2020"}, [], "a",
                {"from_date": "09/12/2025", "to_date": "08/12/2025"}])}
    if generator.random() < 0.05:
        payload.pop("link_id")
    text = json.dumps(payload, ensure_ascii=generator.random() < 0.5)
    if generator.random() < 0.05:
        text = generator.choice([text[:-1], text + ",", "[" + text + "]", "", "null", text.replace(":", "=", 1),
                                 text[:1] + '"link_id": "b", ' + text[1:]])
    return text.encode("utf-8", "surrogatepass")


def some_request():
    method = generator.choices(["POST", "GET", "PUT", "DELETE", "PATCH", "BREW"], [94, 2, 1, 1, 1, 1])[0]
    path = generator.choice(["/bank-connect/v1/session/", "/bank-connect/v2/session/", "/v1/session/", "/v2/session/"])
    headers = {"Host": urlsplit(ADDRESS).netloc}
    if generator.random() < 0.95:
        headers["Content-Type"] = generator.choices(
            ["application/json", "application/json; charset=utf-8", "APPLICATION/JSON", "text/plain", ""],
            [90, 5, 2, 2, 1])[0]
    if generator.random() < 0.96:
        headers["X-Api-Key"] = generator.choices(["key", " "], [97, 3])[0]
    return method, path, headers, some_payload()


def main():
    requests = [some_request() for _ in range(COUNT)]
    folder = os.path.join(DIRECTORY, "requests")
    os.makedirs(folder)
    for number, (method, path, headers, body) in enumerate(requests):
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        with open(os.path.join(folder, f"{number:06}.http"), "wb") as file:
            file.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
    predicted = predict(folder)
    statuses = collections.Counter()
    differences = 0
    connection = http.client.HTTPConnection(urlsplit(ADDRESS).hostname, urlsplit(ADDRESS).port)
    for number, (method, path, headers, body) in enumerate(requests):
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        got = json.loads(answer.read())
        statuses[answer.status] += 1
        expected = predicted[f"{number:06}.http"]
        if not agrees(answer.status, got, expected):
            differences += 1
            if differences <= 10:
                print("differs:", method, path, headers, body[:500], "predicted", expected, "got", answer.status, got)
    differences += against_create(requests, connection)
    print(f"{COUNT} requests, {differences} differ, seed {SEED}:", dict(sorted(statuses.items())))
    sys.exit(1 if differences else 0)


def predict(folder):
    run = subprocess.run(
        [TOOL, "validate", "--today", TODAY, "--format", "ndjson", "--quiet", "--config", "none", folder],
        stdout=subprocess.PIPE)
    results = [json.loads(line) for line in run.stdout.splitlines()]
    return {os.path.basename(result["source"]): result["answer"] for result in results}


def agrees(status, got, expected):
    if expected is None:
        return status == 200 and set(got) == {"session_id", "redirect_url"}
    return status == expected["status"] and got == {
        "error": {"code": expected["code"], "message": expected["message"]}}


def against_create(requests, connection):
    """The first requests that are of the right form, sent again and created locally; ids and tokens differ."""
    differences = 0
    usual = [one for one in requests if one[0] == "POST" and one[2].get("Content-Type", "").lower().startswith(
        "application/json") and one[2].get("X-Api-Key") == "key" and one[3]]
    for method, path, headers, body in usual[:60]:
        version = "v1" if "/v1/" in path else "v2"
        run = subprocess.run(
            [TOOL, "create", "--today", TODAY, "--api-version", version, "--quiet", "--config", "none", "-"], input=body,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        connection.request(method, path, body, headers)
        answer = json.loads(connection.getresponse().read())
        created = json.loads(run.stdout)
        if created != answer and not (run.returncode == 0 and "session_id" in answer and "session_id" in created):
            differences += 1
            print("create differs:", body[:500], created, answer)
    return differences


main()
