// Pressing an area on the map ticks its box in the list; ticking a box darkens the area. Without scripts the boxes do it all.
"use strict";
document.querySelectorAll(".place-ticks path[data-code]").forEach((area) => {
  const box = document.getElementById("a-" + area.dataset.code);
  if (!box) return;
  const show = () => area.setAttribute("class", box.checked ? "on" : "off");
  area.addEventListener("click", () => {
    box.checked = !box.checked;
    const group = box.closest("details");
    if (group) group.open = true;
    show();
  });
  box.addEventListener("change", show);
});
