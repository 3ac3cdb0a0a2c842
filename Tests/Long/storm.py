#!/usr/bin/env python3
"""A storm of signals over a batch: Tests/Long/storm.py TOOL SIGNALS LINES [SEED]

SIGNALS is KILL, HUP, TERM or INT,INT: what each run is sent at a random moment. The batch is resumed until it is done,
by a server that counts what it receives. Prints one line of figures; ends with 1 when a session was lost (the server
made it, and the results have no outcome that may be it) or doubled (the server received a line twice).
"""
import asyncio, collections, json, os, random, re, shutil, signal, subprocess, sys, tempfile, threading, time, uuid

tool, signals, count = os.path.abspath(sys.argv[1]), sys.argv[2].split(","), int(sys.argv[3])
seed = int(sys.argv[4]) if len(sys.argv) > 4 else random.randrange(1 << 32)
chance = random.Random(seed)
received, made = collections.Counter(), collections.defaultdict(set)


async def serve(reader, writer):
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        body = await reader.readexactly(int(re.search(rb"(?i)content-length: *(\d+)", head).group(1)))
        link = json.loads(body)["link_id"]
        received[link] += 1
        await asyncio.sleep(chance.random() * 0.004)
        session = str(uuid.UUID(int=chance.getrandbits(128), version=4))
        made[link].add(session)
        url = f"https://bankconnectclient.finbox.in/?session_id={session}&token=t"
        text = json.dumps({"session_id": session, "redirect_url": url}).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(text) + text)
        await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


def start_server():
    loop, port = asyncio.new_event_loop(), []
    server = loop.run_until_complete(asyncio.start_server(serve, "127.0.0.1", 0, backlog=1024))
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return server.sockets[0].getsockname()[1]


def is_gone(group):
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


# A shell starts what runs in its background with some of these ignored.
for name in ("HUP", "INT", "TERM"):
    signal.signal(getattr(signal, "SIG" + name), signal.SIG_DFL)
os.chdir(tempfile.mkdtemp(prefix="storm"))
with open("batch", "w") as batch:
    batch.writelines(f'{{"link_id": "L{number}"}}\n' for number in range(count))
with open("key", "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as key:
    key.write("storm-api-key\n")
words = [tool, "create", "--live", "--config", "none", "--api-key-file", "key", "--batch", "batch", "--record", "ledger",
         "--endpoint", f"http://127.0.0.1:{start_server()}/bank-connect", "--resume", "--jobs", "8", "-q", "-o", "out"]
longest, most = max(0.6, count / 4000), 20 if count <= 1000 else 60
begin, rounds, left = time.monotonic(), 0, 0
for rounds in range(1, 101):
    child = subprocess.Popen(words, start_new_session=True, stdin=subprocess.DEVNULL, stderr=open("errors", "ab"))
    try:
        # After many runs the last is left alone.
        child.wait(chance.uniform(0.01, longest) if rounds <= most else None)
    except subprocess.TimeoutExpired:
        pass
    for name in signals if child.returncode is None else []:
        # A terminal sends it to the whole group, a supervisor to the process alone.
        send = os.killpg if signals[0] == "INT" or chance.random() < 0.5 else os.kill
        try:
            send(child.pid, getattr(signal, "SIG" + name))
        except ProcessLookupError:
            pass
        time.sleep(chance.uniform(0.11, 0.3) if len(signals) > 1 else 0)
    child.wait()
    left += not is_gone(child.pid)
    if child.returncode in (0, 7):
        break
results = [json.loads(line) for line in open("out")] if os.path.exists("out") else []
outcomes = collections.Counter(result["outcome"] for result in results)
ledger = collections.defaultdict(set)
for line in open("ledger"):
    try:
        entry = json.loads(line)
    except ValueError:
        continue
    ledger[entry.get("link_id")].add(entry.get("session_id") if entry.get("outcome") == "created" else entry.get("outcome"))
doubled = sum(1 for number in received.values() if number > 1)
lost = sum(
    1 for result in results
    if not (result["outcome"] == "unknown" and received[result["link_id"]] <= 1
            or result["outcome"] == "created" and made[result["link_id"]] == {result["response"]["session_id"]}
            and made[result["link_id"]] <= ledger[result["link_id"]]))
lost += count - len(results)
# A signal that is obeyed when requests under way are answered leaves none of them unknown.
graceful = signals in (["HUP"], ["TERM"])
isRight = not lost and not doubled and not left and (not graceful or not outcomes["unknown"])
print(f"{'+'.join(signals)}: {count} lines, {rounds} runs in {time.monotonic() - begin:.0f} s: {outcomes['created']} created, "
      f"{outcomes['unknown']} unknown, {lost} lost, {doubled} doubled, {left} processes left (seed {seed})", flush=True)
if not isRight:
    print(f"see {os.getcwd()}")
    os._exit(1)
shutil.rmtree(os.getcwd())
os._exit(0)
