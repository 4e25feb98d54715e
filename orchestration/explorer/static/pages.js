// Comfort only: every page works without it. No text is ever taken for markup here.
"use strict";

for (const field of document.querySelectorAll("[data-submit]")) {
  field.addEventListener("change", () => field.form.submit());
}

// the figure whose card is open stays outlined in the text
function outline() {
  for (const figure of document.querySelectorAll(".figure.chosen")) figure.classList.remove("chosen");
  if (!location.hash.startsWith("#f-")) return;
  const figure = document.getElementById("t-" + location.hash.slice(3));
  if (!figure) return;
  figure.classList.add("chosen");
  const box = figure.getBoundingClientRect();
  if (box.top < 0 || box.bottom > innerHeight) figure.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", outline);
addEventListener("load", outline);

// who decides is asked once
const by = document.getElementById("by");
if (by) {
  by.value = localStorage.getItem("by") || "";
  const tell = () => {
    localStorage.setItem("by", by.value);
    for (const field of document.querySelectorAll("[data-by]")) field.value = by.value;
  };
  by.addEventListener("input", tell);
  tell();
}
for (const field of document.querySelectorAll("[data-reason]")) {
  field.value = localStorage.getItem("reason") || "";
  field.addEventListener("change", () => localStorage.setItem("reason", field.value));
}
for (const field of document.querySelectorAll("[data-field]")) {
  field.addEventListener("change", () => {
    const to = field.closest("details").querySelector("[data-to]");
    to.setAttribute("list", "codes-" + field.value);
    to.value = "";
  });
}

// the work list by keyboard
const items = [...document.querySelectorAll("[data-item]")];
if (items.length) {
  const at = () => items.findIndex((item) => item.contains(document.activeElement));
  const go = (number) => items[Math.max(0, Math.min(items.length - 1, number))].focus();
  addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "Escape" && typing) { const here = at(); if (here >= 0) go(here); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const item = items[at()];
    if (event.key === "j") go(at() + 1);
    else if (event.key === "k") go(at() - 1);
    else if (!item) return;
    else if (event.key === "o") item.querySelector("[data-open]").click();
    else if (event.key === "e") {
      const details = item.querySelector("[data-correct]");
      if (!details) return;
      details.open = true;
      details.querySelector("[data-field]").focus();
    } else {
      const button = item.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (!button) return;
      const field = item.querySelector("[data-reason]");
      if (!by.value) by.focus(); else if (!field.value) field.focus(); else button.click();
    }
    event.preventDefault();
  });
  if (!location.hash) items[0].focus();
}
