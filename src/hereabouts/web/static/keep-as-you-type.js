// Keeps what is typed into a form, a few seconds after the last key. Without scripts "Save for later" does it.
"use strict";

const WAIT = 4000;

document.querySelectorAll("form[data-keep]").forEach((form) => {
  const told = form.querySelector("[data-kept]");
  const seen = form.querySelector("input[name$=seen]");
  let timer = 0, open = false, stopped = false;

  const keep = async (leaving = false) => {
    window.clearTimeout(timer);
    if (!open || stopped) return;
    open = false;
    const body = new FormData(form);
    form.querySelectorAll("input[type=file]").forEach((field) => body.delete(field.name)); // files go with the person's own press
    body.append("later", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: leaving });
      const said = await answer.json();
      told.textContent = said.said;
      if (answer.ok) seen.value = said.seen;
      else stopped = true; // a person has to look: nothing more is sent by itself
    } catch {
      told.textContent = "";
      open = true; // no line: the next key tries again
    }
  };
  form.addEventListener("input", () => {
    open = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, WAIT);
  });
  form.addEventListener("submit", () => { stopped = true; window.clearTimeout(timer); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(true); });
});
