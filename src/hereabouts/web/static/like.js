// What is typed as a title is held against what others plan. Without scripts the same list stands there before anything is added.
"use strict";
document.querySelectorAll("[data-like]").forEach((shown) => {
  const title = document.getElementById("id_title");
  let waits;
  title.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(async () => {
      const asked = title.value;
      const found = await fetch(shown.dataset.like + "?title=" + encodeURIComponent(asked));
      if (found.ok && title.value === asked) shown.innerHTML = (await found.json()).html;
    }, 300);
  });
});
