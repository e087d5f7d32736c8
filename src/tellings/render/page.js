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
  // "#t3-120" is the place that begins at 120 in the third text; where it ends stands with the link.
  const place = (link) => /^#(t\d+)(?:-(\d+))?$/.exec(link.getAttribute("href"));
  const show = (link, event) => {
    const [, key, from] = place(link), text = document.getElementById(key);
    if (!text) return;
    clear();
    let first = null;
    if (from !== undefined) {
      const begin = +from, end = +link.dataset.e;
      for (const piece of text.querySelectorAll("span[id]")) {
        const at = +piece.id.slice(key.length + 1); // texts are cut wherever a place ends
        if (at >= begin && at < end) {
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
  // What a letter stands for, once per telling in the page and not once per letter: of 200 tellings that is much.
  const called = {};
  for (const text of document.querySelectorAll(".text")) {
    const name = text.querySelector("h3")?.textContent || "", origin = text.dataset.origin || "";
    called[text.id] = origin && origin !== name ? name + " · origin: " + origin : name;
  }
  document.querySelectorAll("a.ev").forEach((link) => (link.title = called[place(link)?.[1]] || ""));
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (place(link)) show(link, event);
    if (event.defaultPrevented) return;
    const target = document.getElementById(link.getAttribute("href").slice(1));
    if (target && !place(link)) {
      open(target);
      if (target.tagName === "DETAILS") target.open = true; // a part that is folded opens when its link is followed
    }
    if (framed) {
      event.preventDefault();
      if (target) target.scrollIntoView();
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
