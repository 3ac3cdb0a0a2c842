#!/usr/bin/env python3
"""The scheme `bcsession`, written from its description alone: never changed to agree with the Swift code."""
import base64
import hashlib
import hmac
import sys


def mac(key, key_id, session, issued, expires):
    message = "\n".join(["bankconnect-redirect-token", "v2", key_id, session, issued, expires])
    digest = hmac.new(key, message.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


# A line of input is: key in hexadecimal, key id, session_id, issued, expires; for `check` also a token.
for line in sys.stdin:
    key, key_id, session, issued, expires, *token = line.split()
    made = mac(bytes.fromhex(key), key_id, session, issued, expires)
    expected = ".".join(["v2", key_id, issued, expires, made])
    print(expected if sys.argv[1] == "make" else expected == token[0])
