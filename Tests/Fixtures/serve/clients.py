"""The clients of a Python programmer against `bcsession serve`: requests and httpx.  clients.py ADDRESS"""

import sys

import httpx
import requests

ADDRESS = sys.argv[1]
HEADERS = {"X-Api-Key": "any"}

with requests.Session() as session:
    for _ in range(3):
        answer = session.post(ADDRESS + "/v2/session/", json={"link_id": "TU-1"}, headers=HEADERS)
        assert answer.status_code == 200 and answer.json()["redirect_url"].startswith(ADDRESS.split("/bank")[0]), answer.text
    answer = session.post(ADDRESS + "/v2/session", json={"link_id": "TU-1"}, headers=HEADERS, allow_redirects=False)
    assert answer.status_code == 301 and answer.headers["Location"] == "/bank-connect/v2/session/"
    answer = session.post(ADDRESS + "/v2/session/", data=iter([b'{"link_id":', b' "TU-2"}']), headers={
        **HEADERS, "Content-Type": "application/json"})
    assert answer.status_code == 200, answer.text
    answer = session.post(ADDRESS + "/v2/session/", json={}, headers={**HEADERS, "Prefer": "code=429"})
    assert answer.status_code == 429 and answer.headers["Retry-After"] == "1"
    try:
        session.post(ADDRESS + "/v2/session/", json={"link_id": "TU-1"}, headers={**HEADERS, "Prefer": "timeout"}, timeout=1)
        raise AssertionError("an answer to timeout")
    except requests.exceptions.ReadTimeout:
        pass
    for preference in ("reset", "lost"):
        try:
            session.post(ADDRESS + "/v2/session/", json={"link_id": "TU-1"}, headers={**HEADERS, "Prefer": preference})
            raise AssertionError("an answer to " + preference)
        except requests.exceptions.ConnectionError:
            pass
print("requests", "ok")

with httpx.Client() as client:
    answer = client.post(ADDRESS + "/v2/session/", json={"link_id": "TU-3"}, headers=HEADERS)
    assert answer.status_code == 200 and answer.http_version == "HTTP/1.1", answer.text
    answer = client.post(ADDRESS + "/v1/session/", json={"link_id": ""}, headers=HEADERS)
    assert answer.json() == {"error": {"code": "INVALID_REQUEST", "message": "link_id, This field may not be blank."}}
    assert client.head(ADDRESS.split("/bank")[0] + "/").text == ""
    made = client.get(ADDRESS.split("/bank")[0] + "/_bcsession/sessions").json()["sessions"]
    assert [session["link_id"] for session in made] == ["TU-1"] * 3 + ["TU-2", "TU-1", "TU-3"], made
    seen = client.get(ADDRESS.split("/bank")[0] + "/_bcsession/requests").json()["requests"]
    assert seen[0]["headers"]["x-api-key"] == "***" and seen[0]["body"] == {"link_id": "TU-1"}
    assert [one["forced"] for one in seen if one["forced"]] == ["429", "timeout", "reset", "lost"], seen
    assert seen[-1]["findings"][0]["message"] == "link_id, This field may not be blank."
    assert client.delete(ADDRESS.split("/bank")[0] + "/_bcsession/requests").status_code == 204
    assert client.get(ADDRESS.split("/bank")[0] + "/_bcsession/requests").json() == {"requests": [], "dropped": 0}
print("httpx", "ok")
