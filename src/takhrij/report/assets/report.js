// Opens the card of a statement from its marks, by mouse or key. Without this script the marks are plain links to open cards.
const root = document.documentElement;
const cards = [...document.querySelectorAll(".card")];
const narrow = matchMedia("(max-width: 62rem)");
let current = null;

const number = (card) => card.dataset.card;
const marks = (card) => [...document.querySelectorAll(".m")].filter((m) => m.dataset.s.split(" ").includes(number(card)));
const mark = (card) => document.getElementById("m" + number(card));
const stop = (card) => document.querySelector(`.m[href="#${card.id}"]:not([tabindex])`);

function close() {
  if (!current) return;
  current.open = false;
  current.classList.remove("current");
  marks(current).forEach((m) => m.classList.remove("on"));
  current = null;
}

function reach(card) {
  const aside = card.closest("aside");
  if (!narrow.matches) aside.scrollTop += card.getBoundingClientRect().top - aside.getBoundingClientRect().top - 12;
}

function show(card, { focus = false, text = false } = {}) {
  if (current !== card) close();
  current = card;
  card.open = true;
  card.classList.add("current");
  marks(card).forEach((m) => m.classList.add("on"));
  history.replaceState(null, "", "#" + card.id);
  const place = mark(card);
  const hidden = narrow.matches && place && (place.getBoundingClientRect().top < 0 || place.getBoundingClientRect().bottom > innerHeight * 0.36);
  if (text || hidden) place?.scrollIntoView({ block: narrow.matches ? "start" : "center" });
  reach(card);
  if (focus) card.firstElementChild.focus({ preventScroll: true });
}

function back() {
  const card = current;
  close();
  if (!card) return;
  (stop(card) ?? card.firstElementChild).focus();
}

function step(by) {
  const at = cards.indexOf(current);
  const next = cards[current ? at + by : by > 0 ? 0 : cards.length - 1];
  if (next) show(next, { focus: true, text: true });
}

document.addEventListener("click", (event) => {
  const badge = event.target.closest(".n");
  const link = event.target.closest("a[href^='#s']");
  const head = event.target.closest(".card > summary");
  const id = link ? link.getAttribute("href").slice(1) : badge ? "s" + badge.dataset.n : null;
  const card = head ? head.parentElement : cards.find((c) => c.id === id);
  if (!card || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (head && current === card) back();
  else show(card, { focus: event.detail === 0 && !head, text: !head && !event.target.closest("article, h1") });
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  if (event.key === "Escape") back();
  else if (event.code === "KeyJ") step(1);
  else if (event.code === "KeyK") step(-1);
});

function printed(on) {
  document.querySelectorAll("details").forEach((d) => {
    if (on) d.dataset.was = d.open ? "open" : "";
    d.open = on || d.dataset.was === "open";
  });
}
addEventListener("beforeprint", () => printed(true));
addEventListener("afterprint", () => printed(false));

root.classList.add("js");
cards.forEach((c) => { c.open = false; });
document.querySelectorAll("details.more").forEach((d) => { d.open = d.parentElement.id === "chains" && matchMedia("(max-width: 45rem)").matches; });
addEventListener("hashchange", () => {
  const card = cards.find((c) => "#" + c.id === location.hash);
  if (card) show(card, { text: true });
});
const asked = cards.find((c) => "#" + c.id === location.hash);
if (asked) show(asked, { text: true });
