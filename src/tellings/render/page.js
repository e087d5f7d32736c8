"use strict";
// A click on a chip lights up the whole place it stands for; beside the story when there is room, else further down.
// Without this script the chips still jump to where the place begins.
(() => {
  // In a notebook the page is a frame without an address of its own: there "#place" would load the notebook into it.
  const framed = location.protocol === "about:";
  const status = document.getElementById("status");
  const clear = () => document.querySelectorAll(".hit,.ev.on").forEach((x) => x.classList.remove("hit", "on"));
  const open = (node) => {
    for (let up = node.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  };
  const show = (link, event) => {
    const text = document.getElementById(link.dataset.t);
    if (!text) return;
    clear();
    let first = null;
    if (link.dataset.b !== undefined) {
      const begin = +link.dataset.b, end = +link.dataset.e;
      for (const piece of text.querySelectorAll("span[data-b]")) {
        if (+piece.dataset.b >= begin && +piece.dataset.e <= end) {
          piece.classList.add("hit");
          first = first || piece;
        }
      }
      link.classList.add("on");
    }
    open(text);
    const target = first || text;
    const panel = text.closest(".texts");
    const beside = panel && getComputedStyle(panel).position === "sticky";
    if (beside) {
      event.preventDefault();
      const gap = first ? panel.clientHeight / 3 : 60;
      const top = target.getBoundingClientRect().top - panel.getBoundingClientRect().top + panel.scrollTop - gap;
      const still = matchMedia("(prefers-reduced-motion:reduce)").matches;
      panel.scrollTo({ top, behavior: still ? "auto" : "smooth" });
      if (!framed) history.replaceState(null, "", link.getAttribute("href"));
    }
    status.textContent = "Showing " + (text.querySelector("h3")?.textContent || "");
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.dataset.t) show(link, event);
    if (framed && !event.defaultPrevented) {
      event.preventDefault();
      const place = document.getElementById(link.getAttribute("href").slice(1));
      if (place) {
        open(place);
        place.scrollIntoView();
      }
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
  });
  // Print what stands open; all of it where the box at the foot of the page is ticked.
  let opened = [];
  addEventListener("beforeprint", () => {
    if (!document.getElementById("whole")?.checked) return;
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((x) => (x.open = true));
  });
  addEventListener("afterprint", () => {
    opened.forEach((x) => (x.open = false));
    opened = [];
  });
})();
