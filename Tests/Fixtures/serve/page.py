"""What a customer, a lender and a stranger see of `bcsession serve` in Chromium.

    page.py ADDRESS [DIRECTORY FOR SCREENSHOTS]

Prints a line for each thing that holds, and fails at the first that does not.
"""

import http.server
import json
import sys
import threading
import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlsplit

from browser import Browser

ADDRESS = sys.argv[1]
ORIGIN = ADDRESS.removesuffix("/bank-connect")
PORT = urlsplit(ADDRESS).port
MARKUP = "<img src=x onerror=\"document.title='broken'\"></script><script>document.title='broken'</script>'\"&"


def holds(name, is_true, detail=""):
    print(("ok: " if is_true else "NOT: ") + name + (f" ({detail})" if not is_true else ""), flush=True)
    if not is_true:
        sys.exit(1)


def create(**payload):
    request = urllib.request.Request(
        ADDRESS + "/v2/session/", json.dumps(payload).encode(),
        {"Content-Type": "application/json", "X-Api-Key": "any"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


class Site(http.server.ThreadingHTTPServer):
    """Another site on this machine: the lender's, or a stranger's."""

    daemon_threads = True

    def __init__(self):
        pages = self.pages = {}
        self.asked = asked = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                body = pages.get(urlsplit(self.path).path, "<title>lender</title>back").encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()
        self.origin = f"http://127.0.0.1:{self.server_port}"


FRAME = """<title>frame</title><script>window.got = [];
addEventListener("message", (event) => got.push([event.origin, event.data]));</script>
<iframe width=800 height=1600 src="%s"></iframe>"""


def press(page, status):
    """Presses a button of the page in the only frame, as a person would: by the mouse."""
    x, y = page.evaluate(
        "(() => { const box = document.querySelector('iframe').getBoundingClientRect(); return [box.x, box.y] })()")
    return x, y


def main():
    lender = Site()
    with Browser("--host-resolver-rules=MAP evil.example 127.0.0.1,MAP lender.example 127.0.0.1") as browser:
        redirects(browser, lender)
        messages(browser, lender)
        refusals(browser)
        strangers(browser, lender)
        hostile_fields(browser)
        screenshots(browser, sys.argv[2] if len(sys.argv) > 2 else None)


def redirects(browser, lender):
    back = f"http://lender.example:{lender.server_port}/back?case=7#top"
    for status, selector in (("success", "[data-status=success]"), ("exit", "[data-status=exit]")):
        made = create(link_id="TU-1234", redirect_url=back)
        page = browser.page()
        page.open(made["redirect_url"])
        holds("the page names the customer's link_id", "TU-1234" in page.evaluate("document.body.innerText"))
        page.evaluate(f"document.querySelector('{selector}').click()")
        page.wait("location.host.startsWith('lender.example')")
        address = urlsplit(page.evaluate("location.href"))
        query = parse_qs(address.query)
        expected = {"case": ["7"], "success": ["true" if status == "success" else "false"]}
        if status == "success":
            expected["session_id"] = [made["session_id"]]
        holds(f"{status} leads back to the lender", query == expected and address.fragment == "top", address.geturl())
        holds("the lender does not learn the token", page.evaluate("document.referrer") == "")
    made = create(link_id="TU-1234", redirect_url=back)
    page = browser.page()
    page.open(made["redirect_url"])
    for _ in range(3):
        page.key("Tab")
        if page.evaluate("document.activeElement.dataset.status") == "success":
            break
    holds("the keyboard reaches Finish", page.evaluate("document.activeElement.dataset.status") == "success")
    page.key("Enter")
    page.wait("location.host.startsWith('lender.example')")
    holds("and presses it", "success=true" in page.evaluate("location.search"))


def messages(browser, lender):
    for redirect in ({}, {"redirect_url": lender.origin + "/back"}):
        made = create(link_id="L-<1>", **redirect)
        lender.pages["/frame"] = FRAME % made["redirect_url"].replace("&", "&amp;")
        page = browser.page(height=2000)
        page.open(lender.origin + "/frame")
        session = made["session_id"]
        expected = {
            "success": {"sessionId": session, "linkId": "L-<1>"},
            "exit": {"linkId": "L-<1>", "message": "The customer left"},
            "error": {"reason": "Net banking failed", "linkId": "L-<1>", "error_type": "NB000"},
        }
        for index, (status, payload) in enumerate(expected.items()):
            click_in_frame(browser, page, status, index)
            page.wait(f"got.length === {index + 1}")
            origin, data = page.evaluate(f"got[{index}]")
            holds(
                f"in a frame {status} is a message",
                data == {"type": "finbox-bankconnect", "status": status, "payload": payload} and origin == ORIGIN,
                json.dumps(data))
        holds("and the frame's page stays", page.evaluate("frames.length") == 1)


def click_in_frame(browser, page, status, index):
    """Clicks where the button stands inside the frame; its size is that of the page when opened alone."""
    alone = browser.page(width=800, height=1600)
    address = page.evaluate("document.querySelector('iframe').src")
    alone.open(address)
    alone.evaluate("document.getElementById('fail').hidden = false")
    alone.evaluate("document.getElementById('way').textContent = 'The page around this one gets a message.'")
    x, y = alone.evaluate(
        f"(() => {{ const box = document.querySelector('[data-status={status}]').getBoundingClientRect();"
        " return [box.x + box.width / 2, box.y + box.height / 2] })()")
    left, top = press(page, status)
    page.send("Page.bringToFront")
    page.click(left + 2 + x, top + 2 + y)


def refusals(browser):
    made = create(link_id="TU-1234", redirect_url="https://lender.example/back")
    url = made["redirect_url"]
    changed = url[:-1] + ("A" if url[-1] != "A" else "B")
    other = create(link_id="TU-9")["redirect_url"]
    for name, address, title in (
        ("a changed token", changed, "This link is not valid"),
        ("another session's token", url.split("&token=")[0] + "&token=" + other.split("&token=")[1],
         "This link is not valid"),
        ("no token", url.split("&token=")[0], "This link is not valid"),
        ("two tokens", url + "&token=a", "This link is not valid"),
        ("an unknown session", ORIGIN + "/?session_id=00000000-0000-4000-8000-000000000000&token=a",
         "There is no such session"),
        ("no session", ORIGIN + "/?token=a", "This link is not valid"),
    ):
        page = browser.page()
        page.open(address)
        holds(f"{name} is refused", page.evaluate("document.querySelector('h1').innerText") == title)
        holds(
            "and leads nowhere",
            page.evaluate("document.querySelectorAll('a, button, form, script, iframe, img').length") == 0)


def strangers(browser, stranger):
    made = create(link_id="TU-1234", redirect_url="https://lender.example/back")
    page = browser.page()
    page.open(f"http://evil.example:{PORT}/")
    holds("a name that was bent to this machine is refused", "does not answer for that host" in page.evaluate(
        "document.body.innerText"))
    got = page.evaluate(f"fetch('/_bcsession/sessions').then((answer) => answer.status)")
    holds("and its own pages learn nothing", got == 421, got)
    page = browser.page()
    page.open(stranger.origin + "/")
    for path in ("/_bcsession/sessions", "/_bcsession/requests", "/"):
        got = page.evaluate(f"fetch('{ORIGIN}{path}').then((answer) => answer.text(), (error) => error.name)")
        holds(f"a page of another site cannot read {path}", got == "TypeError", got)
    got = page.evaluate(
        f"fetch('{ADDRESS}/v2/session/', {{method: 'POST', body: '{{\"link_id\": \"a\"}}',"
        " headers: {'Content-Type': 'application/json', 'X-Api-Key': 'k'}}).then(() => 'sent', (error) => error.name)")
    holds("nor create a session", got == "TypeError", got)
    for method in ("POST", "DELETE"):
        page.evaluate(
            f"fetch('{ORIGIN}/_bcsession/sessions', {{method: '{method}', mode: 'no-cors'}}).then(() => 0, () => 0)")
    with urllib.request.urlopen(ORIGIN + "/_bcsession/sessions") as answer:
        sessions = json.load(answer)["sessions"]
    holds("nor delete any", made["session_id"] in [session["session_id"] for session in sessions])
    got = page.evaluate(
        "new Promise((done) => { const script = document.createElement('script');"
        f" script.src = '{ORIGIN}/_bcsession/sessions'; script.onload = () => done('ran');"
        " script.onerror = () => done('blocked'); document.head.append(script) })")
    holds("nor run an answer as a script", got == "blocked", got)


def hostile_fields(browser):
    for address in ("javascript:document.title='broken'", "data:text/html,<script>1</script>", "vbscript:a"):
        try:
            made = create(link_id="a", redirect_url=address)
        except urllib.error.HTTPError as error:
            holds(f"{address} is no redirect_url", error.code == 400)
            made = None
        if made:
            holds(f"{address} makes no session", False)
    made = create(
        link_id=MARKUP, redirect_url="https://lender.example/?a='\"><script>", accept_anything=True,
        logo_url="https://lender.example/\"onerror=alert(1)", bank_name="AXIS", journey_mode=MARKUP[:50])
    page = browser.page()
    page.open(made["redirect_url"])
    holds("markup in fields stays text", page.evaluate("document.title") == f"Session of {MARKUP}", page.evaluate(
        "document.title"))
    holds("and adds no element", page.evaluate("document.querySelectorAll('img, iframe, form').length") == 0)
    holds("nor a script", page.evaluate("document.scripts.length") == 1)
    got = page.evaluate(
        "new Promise((done) => { addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));"
        " document.body.insertAdjacentHTML('beforeend', '<img src=\"https://lender.example/x\">') })")
    holds("what is put in later is blocked", got == "img-src", got)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<b onclick=\"document.title=1\" id=bad>x</b>')")
    page.evaluate("document.getElementById('bad').click()")
    holds("and has no handlers", page.evaluate("document.title") == f"Session of {MARKUP}")
    holds("the page has a language", page.evaluate("document.documentElement.lang") == "en")
    holds(
        "drawings have words", page.evaluate(
            "[...document.querySelectorAll('svg')].every((svg) => svg.getAttribute('aria-label').length > 20)"))


def screenshots(browser, directory):
    made = create(
        link_id="TU-1234", redirect_url="https://lender.example/back", aa_journey_code="BCAA004", bank_name="AXIS",
        mode="aa", mobile_number="9876543210", logo_url="https://lender.example/logo.png")
    changed = made["redirect_url"][:-2]
    for width in (360, 1280):
        for scheme in ("light", "dark"):
            for name, url in (("valid", made["redirect_url"]), ("refused", changed)):
                page = browser.page(width=width, scheme=scheme)
                page.open(url)
                overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                holds(f"at {width} pixels nothing of the {name} page stands outside", overflow == 0, overflow)
                contrast = page.evaluate(CONTRAST)
                holds(f"and {scheme} text has contrast", contrast >= 4.5, contrast)
                size = page.evaluate(
                    "Math.min(99, ...[...document.querySelectorAll('.actions > *')]"
                    ".filter((one) => !one.hidden).map((one) => one.getBoundingClientRect().height))")
                holds("and buttons are large enough for a finger", size >= 44, size)
                if directory:
                    page.screenshot(f"{directory}/{name}-{width}-{scheme}.png")


# The least contrast of any text with what is behind it, as WCAG 2 counts it.
CONTRAST = """(() => {
  const light = (color) => {
    const parts = color.match(/[\\d.]+/g).map(Number);
    const [r, g, b] = parts.slice(0, 3).map((v) => v / 255)
      .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const back = (one) => {
    for (; one; one = one.parentElement) {
      const color = getComputedStyle(one).backgroundColor;
      if (!/^rgba\\(.*, 0\\)$/.test(color)) return color;
    }
    return "rgb(255, 255, 255)";
  };
  let least = 99;
  for (const one of document.querySelectorAll("body *")) {
    if (![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    if (one.closest("script, style") || one.hidden) continue;
    const [a, b] = [light(getComputedStyle(one).color), light(back(one))].sort((x, y) => y - x);
    least = Math.min(least, (a + 0.05) / (b + 0.05));
  }
  return least;
})()"""

main()
