#!/usr/bin/env python3
"""Writes the vector files beside this script, with nothing but Python's own hashlib, hmac and base64.

Run it as `python3 make_vectors.py` in this folder. It is the independent side of the comparison: it must never
be changed to agree with the Swift code, only with the texts that both follow.
"""
import base64
import hashlib
import hmac

HEAD = "# Made by make_vectors.py in this folder, with Python's hashlib and hmac.\n"


def pattern(count, salt):
    return bytes((i * 7 + salt) % 256 for i in range(count))


def write(name, about, rows):
    with open(name, "w", encoding="ascii", newline="\n") as file:
        file.write(HEAD + "# " + about + "\n")
        file.writelines("\t".join(str(cell) for cell in row) + "\n" for row in rows)


def monte_carlo(seed):
    """The Monte Carlo test of NIST's Secure Hash Algorithm Validation System, section 6.4."""
    for count in range(100):
        last = [seed] * 3
        for _ in range(1000):
            last = last[1:] + [hashlib.sha256(b"".join(last)).digest()]
        seed = last[2]
        yield count, seed.hex()


def token(key, key_id, session_id, issued, expires):
    message = f"bankconnect-redirect-token\nv2\n{key_id}\n{session_id}\n{issued}\n{expires}"
    mac = hmac.new(key, message.encode(), hashlib.sha256).digest()
    return f"v2.{key_id}.{issued}.{expires}." + base64.urlsafe_b64encode(mac).decode().rstrip("=")


def tokens():
    for number in range(40):
        key = pattern([16, 31, 32, 63, 64, 65, 200][number % 7], number)
        derived = hashlib.sha256(b"bankconnect-key-id\n" + key).hexdigest()[:8]
        key_id = derived if number % 2 == 0 else ("Key_" + str(number) + "-") * (1 + number % 4)
        key_id = key_id[:32]
        session_id = "%08x-3b4d-478b-90f6-%012x" % (number * 2654435761 % 2**32, number**7)
        issued = 1_700_000_000 + number * 86_399
        expires = issued + (5 + number * 1107) * 60
        yield key.hex(), derived, key_id, session_id, issued, expires, token(key, key_id, session_id, issued, expires)


write("sha256-lengths.tsv", "Length n, SHA-256 of the n bytes (7i + n) mod 256.",
      ((n, hashlib.sha256(pattern(n, n)).hexdigest()) for n in range(301)))
write("hmac-sha256-lengths.tsv", "Key length k, message length n, HMAC-SHA-256; bytes (7i + k) and (7i + n) mod 256.",
      ((k, n, hmac.new(pattern(k, k), pattern(n, n), hashlib.sha256).hexdigest())
       for k in [0, 1, 15, 16, 31, 32, 33, 55, 63, 64, 65, 127, 128, 1000] for n in range(0, 200, 9)))
write("sha256-monte-carlo.tsv", "Checkpoint, digest; the seed is NIST's for SHA-256, in the row `seed`.",
      [("seed", "6d1e72ad03ddeb5de891e572e2396f8da015d899ef0e79503152d6010a3fe691"),
       *monte_carlo(bytes.fromhex("6d1e72ad03ddeb5de891e572e2396f8da015d899ef0e79503152d6010a3fe691"))])
write("redirect-tokens.tsv", "Key (hex), derived key id, key id used, session_id, issued, expires, token.", tokens())
