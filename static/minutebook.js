// Small comforts. Everything works without them.
"use strict";

const copied = document.querySelector(".copied");

const say = (text) => {
  copied.textContent = text;
  window.clearTimeout(say.timer);
  say.timer = window.setTimeout(() => { copied.textContent = ""; }, 3000);
};

// A paragraph's link: following it also copies its address, as the site is known to others.
const site = document.querySelector("link[rel=canonical]");
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-copy]");
  const button = event.target.closest("button[data-copies]");
  if (!navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link) {
    const address = new URL(link.getAttribute("href"), site ? site.href : window.location.href);
    navigator.clipboard.writeText(address.href).then(() => say("Link to this paragraph copied"), () => {});
    // The page is open already: move to the paragraph and keep the marked words.
    event.preventDefault();
    window.location.hash = link.hash;
  } else if (button) {
    const text = document.getElementById(button.dataset.copies).textContent;
    navigator.clipboard.writeText(text).then(() => say("Copied"), () => {});
  }
});
if (navigator.clipboard) {
  document.querySelectorAll("button[data-copies], [data-scripted]").forEach((each) => { each.hidden = false; });
  document.querySelectorAll(".edge a").forEach((link) => { link.dataset.tip = "Copy link"; });
  document.querySelectorAll(".tools a[data-copy]").forEach((link) => { link.textContent = link.textContent.replace("Link", "Copy link"); });
}

// Filters apply at once, and the button is for those without a script.
const search = document.querySelector("form[data-apply]");
if (search) {
  const apply = () => {
    Array.from(search.elements).forEach((field) => { if (field.name && !field.value) field.disabled = true; });
    search.submit();
  };
  document.querySelectorAll(".choices input").forEach((box) => {
    box.addEventListener("change", () => {
      window.sessionStorage.setItem("ticked", box.id);
      apply();
    });
  });
  document.querySelectorAll(".facet legend").forEach((legend) => {
    legend.textContent += ": the results change as you tick";
  });
  // Back where the reader was, after the page has come anew.
  const ticked = document.getElementById(window.sessionStorage.getItem("ticked"));
  window.sessionStorage.removeItem("ticked");
  if (ticked) {
    const filters = ticked.closest(".filters");
    filters.classList.add("filters-open");
    ticked.closest("details").open = true;
    ticked.focus();
  }
}

// A long list of choices gets a box that narrows it.
document.querySelectorAll("[data-narrow]").forEach((list) => {
  const box = document.createElement("input");
  box.type = "search";
  box.className = "form-control form-control-sm mb-2";
  box.setAttribute("aria-label", `Narrow the list: ${list.dataset.narrow}`);
  box.placeholder = "Narrow this list";
  box.addEventListener("input", () => {
    const words = box.value.trim().toLowerCase();
    list.querySelectorAll("li").forEach((item) => {
      item.hidden = !item.textContent.toLowerCase().includes(words);
    });
  });
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  list.before(box);
});
