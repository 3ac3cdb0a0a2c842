// Node's fetch against `bcsession serve`.  client.mjs ADDRESS
import assert from "node:assert/strict";

const address = process.argv[2];
const headers = { "Content-Type": "application/json", "X-Api-Key": "any" };
const post = (payload, more = {}) =>
  fetch(`${address}/v2/session/`, { method: "POST", headers: { ...headers, ...more }, body: JSON.stringify(payload) });

const answers = await Promise.all(Array.from({ length: 50 }, (_, number) => post({ link_id: `TU-${number}` })));
const sessions = await Promise.all(answers.map((answer) => answer.json()));
assert.equal(new Set(sessions.map((session) => session.session_id)).size, 50);
const refused = await post({ link_id: "TU-1" }, { Prefer: "error=MODE_NOT_ENABLED" });
assert.equal(refused.status, 403);
assert.equal((await refused.json()).error.code, "MODE_NOT_ENABLED");
const page = await fetch(sessions[0].redirect_url);
assert.equal(page.status, 200);
assert.match(await page.text(), /TU-0/);
await assert.rejects(post({ link_id: "TU-1" }, { Prefer: "reset" }));
console.log("fetch ok");
