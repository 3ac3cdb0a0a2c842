#!/usr/bin/env python3
"""Requests to a server that answers around the deadline: Tests/Long/deadline.py TOOL COUNT [AUTHORITY]

The server waits between nothing and twice the time limit: before the TLS handshake, before it reads, or before it
answers. AUTHORITY is a directory with ca.crt and ca.key, which the system trusts; with it the server speaks TLS. Prints
one line of figures; ends with 1 when a request that the server has was reported as not sent (6), or when the server
answered a request whose outcome in the ledger is neither created nor unknown.
"""
import collections, json, os, random, re, shutil, socket, ssl, subprocess, sys, tempfile, threading, time, uuid

tool, count = os.path.abspath(sys.argv[1]), int(sys.argv[2])
authority = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else None
# A TLS handshake takes its time.
limit, jobs = 1.5 if authority else 0.5, 12
received, answered = collections.Counter(), collections.Counter()


def wait(number):
    time.sleep(random.uniform(0, 2 * limit) if number == 0 else 0)


def serve(connection):
    phase = random.randrange(3 if context else 2)
    try:
        if context:
            wait(phase - 2)
            connection = context.wrap_socket(connection, server_side=True)
        wait(phase - 1)
        with connection, connection.makefile("rb") as reader:
            head = b"".join(iter(reader.readline, b"\r\n"))
            body = reader.read(int(re.search(rb"(?i)content-length: *(\d+)", head).group(1)))
            link = json.loads(body)["link_id"]
            received[link] += 1
            wait(phase)
            session = str(uuid.uuid4())
            url = f"https://bankconnectclient.finbox.in/?session_id={session}&token=t"
            text = json.dumps({"session_id": session, "redirect_url": url}).encode()
            answered[link] += 1
            connection.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(text) + text)
    except (AttributeError, OSError, ValueError):
        # The client has given up.
        connection.close()


def start_server():
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)

    def accept():
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return listener.getsockname()[1]


def openssl(*words):
    subprocess.run(["openssl", *words], check=True, capture_output=True)


os.chdir(tempfile.mkdtemp(prefix="deadline"))
context = None
if authority:
    open("names", "w").write("subjectAltName=DNS:localhost\n")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost",
            "-keyout", "server.key", "-out", "request")
    openssl("x509", "-req", "-in", "request", "-CA", f"{authority}/ca.crt", "-CAkey", f"{authority}/ca.key",
            "-CAcreateserial", "-CAserial", "serial", "-extfile", "names", "-days", "2", "-out", "server.crt")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("server.crt", "server.key")
with open("batch", "w") as batch:
    batch.writelines(f'{{"link_id": "L{number}"}}\n' for number in range(count))
with open("key", "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as key:
    key.write("deadline-api-key\n")
begin = time.monotonic()
run = subprocess.run(
    [tool, "create", "--live", "--config", "none", "--api-key-file", "key", "--batch", "batch", "--record", "ledger",
     "--endpoint", f"http{'s' if authority else ''}://{'localhost' if authority else '127.0.0.1'}:{start_server()}/x",
     "--timeout", str(limit), "--jobs", str(jobs)], capture_output=True, text=True)
took = time.monotonic() - begin
# What the server has not read yet, it may still read.
time.sleep(2 * limit + 0.5)
results = [json.loads(line) for line in run.stdout.splitlines()]
ledger = {}
for line in open("ledger"):
    entry = json.loads(line)
    ledger[entry["link_id"]] = entry.get("outcome", "intent")
exits = collections.Counter(result["exit"] for result in results)
denied = [result["link_id"] for result in results if result["exit"] == 6 and received[result["link_id"]]]
missing = [link for link in answered if ledger.get(link) not in ("created", "unknown")]
twice = [link for link, number in received.items() if number > 1]
print(f"{'TLS' if authority else 'http'}: {count} requests in {took:.0f} s: " +
      ", ".join(f"{number} with status {code}" for code, number in sorted(exits.items())) +
      f"; the server received {len(received)} and answered {len(answered)}: {len(denied)} of them reported as not sent, "
      f"{len(missing)} missing in the ledger, {len(twice)} received twice", flush=True)
if denied or missing or twice or len(results) != count or not exits[0] or not exits[7]:
    print(f"see {os.getcwd()}", run.stderr[:2000])
    os._exit(1)
shutil.rmtree(os.getcwd())
os._exit(0)
