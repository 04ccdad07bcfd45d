// Shows the questions of a form one at a time. Without scripts they stand one below the other, and Save is all there is to it.
"use strict";

export function oneAtATime(form) {
  const all = [...form.querySelectorAll("[data-step]")];
  const [back, next, told, n] = ["back", "next", "at", "n"].map((name) => form.querySelector(`[data-${name}]`));
  let at = 0;
  const asked = () => {
    const guide = form.querySelector("[name=guide]").value;
    return all.filter((step) => !step.dataset.guide || step.dataset.guide === guide);
  };
  const show = (to, focus = true) => {
    const steps = asked();
    at = Math.max(0, Math.min(to, steps.length - 1));
    all.forEach((step) => { step.hidden = step !== steps[at]; });
    back.hidden = at === 0;
    next.hidden = at === steps.length - 1;
    told.hidden = false;
    n.textContent = `${at + 1} / ${steps.length}`;
    if (focus) steps[at].querySelector("h2").focus();
    form.dispatchEvent(new CustomEvent("step"));
  };
  const right = () => [...asked()[at].querySelectorAll("input, textarea, select")].every((field) => field.reportValidity());
  next.addEventListener("click", () => right() && show(at + 1));
  back.addEventListener("click", () => show(at - 1));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT" || next.hidden) return;
    event.preventDefault();
    next.click();
  });
  const wrong = asked().findIndex((step) => step.querySelector(".govuk-error-message"));
  form.classList.add("one-at-a-time");
  show(wrong > 0 ? wrong : 0, false);
  return { show, right };
}

document.querySelectorAll("form[data-steps]").forEach(oneAtATime);
