// Records conversations with no signal, shows what waits, and sends it once there is one. Every word a person reads stands in
// the page; this script only chooses among them.
"use strict";
import { oneAtATime } from "../steps.js";
import { makeKeys, opener, shut } from "./seal.js";
import { all, keep, letGo, remember, remembered } from "./waiting.js";

const page = document.getElementById("capture");
const at = (name) => page.querySelector(`[data-part=${name}]`);
const form = document.getElementById("conversation");
const start = document.getElementById("start");
const field = (name) => form.elements[name];
const LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const PATIENCE = 25000; // a line that hangs longer is no signal: what waits is sent again, and taken in once
const SOON = 3000; // whoever opens the page on a line that hangs is not kept waiting for it
let kit = null; // places, activities, and the half of the key that shuts
let talk = null; // the conversation that is going on: its number, and how to let go of its lock
let steps = null;

const tell = (name, n = "") => {
  page.querySelectorAll("[data-told]").forEach((one) => { one.hidden = one.dataset.told !== name; });
  page.querySelectorAll(`[data-told=${name}] [data-n]`).forEach((one) => { one.textContent = n; });
};
const show = (name) => page.querySelectorAll("[data-part]").forEach((one) => { one.hidden = one.dataset.part !== name; });

// ---- the kit ----------------------------------------------------------------------------------------------------------
const asked = async (address, more = {}) => {
  const patience = AbortSignal.timeout ? { signal: AbortSignal.timeout(PATIENCE) } : {};
  const answer = await fetch(address, { credentials: "same-origin", redirect: "manual", cache: "no-store", ...patience, ...more });
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new Error("signed out");
  const told = (answer.headers.get("content-type") || "").includes("json") ? await answer.json() : {};
  return { status: answer.status, told };
};
const posted = (address, told) => asked(address, {
  method: "POST", body: JSON.stringify(told), headers: { "content-type": "application/json", "x-csrftoken": kit.token },
});

const fetchKit = async () => {
  const { status, told } = await asked(page.dataset.kit);
  if (status !== 200) throw new Error(status === 403 ? "not yours" : "no signal");
  kit = told;
  if (!kit.shuts) kit.shuts = (await posted(page.dataset.key, await makeKeys())).told.shuts;
  await remember("kit", { places: kit.places, shuts: kit.shuts }); // neither the token nor anybody's words
};

const fill = () => {
  const place = start.elements.place;
  const chosen = place.value;
  place.replaceChildren(...kit.places.map((one) => new Option(one.name, one.id)));
  if (chosen) place.value = chosen;
  activities();
};
const activities = () => {
  const here = kit.places.find((one) => one.id === start.elements.place.value);
  const chosen = field("activity").value; // a kit that comes in the middle of a conversation changes no answer
  const none = field("activity").options[0];
  field("activity").replaceChildren(none, ...(here ? here.activities : []).map((one) => new Option(one.name, one.id)));
  field("activity").value = chosen;
  if (!field("activity").value) field("activity").value = "";
};

// ---- a conversation ---------------------------------------------------------------------------------------------------
const number = () => {
  const drawn = [];
  while (drawn.length < 8) {
    const [one] = crypto.getRandomValues(new Uint8Array(1));
    if (one < 8 * LETTERS.length) drawn.push(LETTERS[one % LETTERS.length]);
  }
  return `${drawn.slice(0, 4).join("")}-${drawn.slice(4).join("")}`;
};
const today = () => new Date(Date.now() - 60000 * new Date().getTimezoneOffset()).toISOString().slice(0, 10);
const held = (once) => new Promise((give) => {
  navigator.locks.request(`conversation-${once}`, () => new Promise((free) => give(free)));
});

const begin = async () => {
  form.reset();
  field("once").value = crypto.randomUUID();
  field("number").value = number();
  field("guide").value = start.elements.guide.value;
  field("heard_on").value = today();
  talk = { once: field("once").value, free: await held(field("once").value) };
  show("conversation");
  if (steps) steps.show(0); else steps = oneAtATime(form);
};

const answers = () => {
  const told = new FormData(form); // several ticks of one question are several answers
  return { ...Object.fromEntries(told), lived: told.getAll("lived"), place: start.elements.place.value };
};
const saidSomething = (told) => told.agreed && [...form.querySelectorAll("[data-said] textarea")].some((one) => one.value.trim());
let turn = Promise.resolve(); // one after the other: an earlier answer must never lie over a later one
const seal = (whole) => {
  const told = answers();
  if (!talk || !saidSomething(told)) return Promise.resolve(false);
  const { once } = talk;
  turn = turn.then(async () => keep({ once, at: Date.now(), whole, ...(await shut(told, kit.shuts)) }));
  return turn.then(() => true);
};

const end = () => {
  form.reset(); // nothing that was typed stays in the page
  if (talk) talk.free();
  talk = null;
};

form.addEventListener("step", () => seal(false));
form.addEventListener("change", () => seal(false));
document.addEventListener("visibilitychange", () => document.hidden && seal(false));
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const theirs = field("number").value;
  if (!(await seal(true))) { tell("empty"); return; }
  end();
  at("saved").querySelector("[data-number]").textContent = theirs;
  show("saved");
  await count();
  send();
});
page.querySelectorAll("[data-again]").forEach((one) => one.addEventListener("click", begin));
page.querySelectorAll("[data-home]").forEach((one) => one.addEventListener("click", () => show("start")));
page.querySelectorAll("[data-leave]").forEach((one) => one.addEventListener("click", async () => {
  const once = talk && talk.once;
  end();
  await turn;
  if (once) await letGo(once);
  show("start");
  count();
}));
start.addEventListener("submit", (event) => { event.preventDefault(); begin(); });
start.elements.place.addEventListener("change", activities);

// ---- what waits -------------------------------------------------------------------------------------------------------
const count = async () => {
  const waiting = (await all()).filter((one) => !talk || one.once !== talk.once);
  page.querySelectorAll("[data-waiting]").forEach((one) => { one.textContent = waiting.length; });
  page.querySelectorAll("[data-sent]").forEach((one) => { one.textContent = page.dataset.sent || "0"; });
  at("refused").hidden = !waiting.some((one) => one.because);
  at("refused").querySelector("ul").replaceChildren(...waiting.filter((one) => one.because).map((one) => {
    const line = document.createElement("li");
    line.textContent = `${new Date(one.at).toLocaleString()}: ${one.because.join(" ")}`;
    return line;
  }));
  return waiting.length;
};

const sendOne = async (one, open) => {
  let whole;
  try { whole = await open(one); } catch { return "not yours"; } // shut for somebody else who uses this phone: theirs waits
  const { status, told } = await posted(page.dataset.send, whole);
  if (status === 200) {
    await letGo(one.once);
    page.dataset.sent = Number(page.dataset.sent || 0) + 1;
    await remember("sent", Number((await remembered("sent")) || 0) + 1);
  } else if (status === 422 || status === 404 || status === 403) {
    await keep({ ...one, because: told.because || [page.dataset.refused] });
  } else throw new Error("no signal");
  return "";
};

const send = () => navigator.locks.request("sending", { ifAvailable: true }, async (turn) => {
  if (!turn || !(await count())) { if (turn) tell("nothing"); return; }
  try {
    tell("sending");
    await fetchKit();
    fill();
    const { told } = await asked(page.dataset.key);
    if (!told.opens) throw new Error("not yours");
    const open = await opener(told.opens);
    let others = false;
    for (const one of await all()) {
      const turned = await navigator.locks.request(`conversation-${one.once}`, { ifAvailable: true }, (free) => free && sendOne(one, open));
      others = others || turned === "not yours";
      await count();
    }
    const left = await count();
    tell(others ? "not-yours" : left ? "left" : "sent", page.dataset.sent);
  } catch (problem) {
    const known = ["signed out", "not yours"].includes(problem.message) ? problem.message : "no signal";
    tell(known.replace(" ", "-"));
  }
});
page.querySelectorAll("[data-send-now]").forEach((one) => one.addEventListener("click", send));
window.addEventListener("online", send);
setInterval(async () => !document.hidden && (await all()).some((one) => !one.because && (!talk || one.once !== talk.once)) && send(), 20000);

// ---- opening ----------------------------------------------------------------------------------------------------------
const open = async () => {
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
  let because = "";
  let shown = false;
  const early = setTimeout(async () => {
    const had = await remembered("kit");
    if (kit || !had) return;
    kit = had;
    shown = true;
    fill();
    show("start");
  }, SOON);
  try { await fetchKit(); } catch (problem) { because = problem.message; kit = await remembered("kit"); }
  clearTimeout(early);
  if (!kit) { show(because === "signed out" ? "sign-in" : "first"); await count(); return; }
  fill();
  if (!shown) show("start");
  tell(because === "signed out" ? "signed-out" : because ? "no-signal" : "getting-ready");
  await count();
  if (!("serviceWorker" in navigator)) { if (!because) tell("not-kept"); } else {
    try { await navigator.serviceWorker.register(page.dataset.worker, { scope: page.dataset.scope }); } catch { /* no signal: the one before serves */ }
    await navigator.serviceWorker.ready;
    page.dataset.ready = "yes";
    if (!page.querySelector("[data-told=getting-ready]").hidden) tell("ready"); // only now is this page kept on the phone
  }
  if (!because && (await count())) send(); // with nothing to send, "Ready" stays to be read
};
open();
