// Declarative refresh. Parts of a page that news concerns say so, and are fetched again when it comes:
//
//   <div id="queue" data-live="report" data-live-src="/desk/contact/rows">
//
// data-live        kinds, with spaces; "incident" stands for incident and incident.closed, "*" for all
// data-live-src    where the part comes from: a partial, or a whole page in which the element with this id is found.
//                  Without it, this page's own address.
// data-live-match  "incident_id:0193…": only news whose data says so
// data-live-say    words for screen readers after a refresh that changed something, at most every five seconds
// data-live-gather milliseconds for which news is gathered before the part is fetched, where it comes all the time;
//                  "position:3000" for news of one kind only, so that what is rarer is not kept waiting
// data-live-urgent read out at once, and refreshed also while the page is in the background
//
// Maps, focus, scroll, open details and half-typed fields stay. What is new by its id gets the class bl-fresh for a moment.
import { Idiomorph } from "idiomorph";

const GATHER = 80; // ms: news that comes together is fetched once
const SPREAD = 250; // ms: many desks do not all ask in the same instant
const QUIET = 5000; // ms between announcements

const waiting = new Map(); // region -> its timer and when that is due
const busy = new Map(); // region -> true when more news came meanwhile
const later = new Set(); // regions of a page in the background
let said = 0;

function concerns(region, { kind, data }) {
  const kinds = region.dataset.live.split(/\s+/);
  if (!kinds.some((k) => k === "*" || k === kind || kind.startsWith(`${k}.`))) return false;
  if (!region.dataset.liveMatch) return true;
  const [key, value] = region.dataset.liveMatch.split(":");
  return String(data[key]) === value;
}

export function onEvent(event) {
  for (const region of document.querySelectorAll("[data-live]")) if (concerns(region, event)) schedule(region, event.kind);
  document.dispatchEvent(new CustomEvent("bl:event", { detail: event }));
}

export function refreshAll() {
  for (const region of document.querySelectorAll("[data-live]")) schedule(region);
  document.dispatchEvent(new CustomEvent("bl:reset"));
}

function schedule(region, kind) {
  if (document.hidden && !("liveUrgent" in region.dataset)) later.add(region);
  else if (busy.has(region)) busy.set(region, true);
  else wait(region, gather(region, kind) + Math.random() * SPREAD);
}

/** How long news of a kind may wait for more. */
function gather(region, kind) {
  const [first, second] = (region.dataset.liveGather ?? "").split(":");
  if (second !== undefined) return first === kind ? Number(second) : GATHER;
  return Number(first) || GATHER;
}

/** Whatever comes first: news that may wait does not hold up news that may not. */
function wait(region, ms) {
  const due = performance.now() + ms;
  const before = waiting.get(region);
  if (before && before.due <= due) return;
  clearTimeout(before?.timer);
  waiting.set(region, { due, timer: setTimeout(() => refresh(region), ms) });
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  for (const region of later) schedule(region);
  later.clear();
});

async function refresh(region) {
  waiting.delete(region);
  if (!region.isConnected) return;
  busy.set(region, false);
  try {
    const answer = await fetch(region.dataset.liveSrc || location.href, { headers: { "X-Live": "1", Accept: "text/html" }, cache: "no-store" });
    if (answer.ok && !answer.redirected) swap(region, await answer.text());
    else if (answer.status < 500) region.replaceChildren(gone());
    else throw new Error(`part ${answer.status}`);
  } catch {
    busy.set(region, true); // the network or the server: what is shown stays, and we try again below
    await new Promise((resolve) => setTimeout(resolve, 2000 + 3000 * Math.random()));
  }
  const again = busy.get(region);
  busy.delete(region);
  if (again) schedule(region);
}

/** What may no longer be seen must not stay on the screen. */
function gone() {
  const note = document.createElement("p");
  note.className = "bl-notice bl-tone-none";
  note.textContent = document.querySelector('meta[name="bl-live"]')?.dataset.gone ?? "";
  return note;
}

const ids = (region) => new Set([...region.querySelectorAll("[id]")].map((element) => element.id));
const typed = (node) => node.matches?.("input, textarea") && (node.value !== node.defaultValue || node.checked !== node.defaultChecked);

/** Exported for tests. */
export function swap(region, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const source = (region.id && page.getElementById(region.id)) || page.body;
  const before = ids(region);
  const text = region.textContent;
  const focused = region.contains(document.activeElement);
  Idiomorph.morph(region, [...source.childNodes], {
    morphStyle: "innerHTML",
    ignoreActiveValue: true,
    callbacks: {
      beforeNodeMorphed: (node) => !(node.nodeType === 1 && (typed(node) || node.hasAttribute("data-map-ready"))),
      beforeAttributeUpdated: (name, node) => !(name === "data-map-on" || (name === "open" && node.localName === "details")),
    },
  });
  if (focused && !region.contains(document.activeElement)) {
    region.tabIndex = -1;
    region.focus({ preventScroll: true });
  }
  if (region.textContent === text) return;
  if (before.size) markFresh(region, before);
  announce(region);
  region.dispatchEvent(new CustomEvent("bl:refreshed", { bubbles: true }));
}

function markFresh(region, before) {
  for (const element of region.querySelectorAll("[id]")) {
    if (before.has(element.id) || element.closest("form")) continue;
    element.classList.add("bl-fresh");
    setTimeout(() => element.classList.remove("bl-fresh"), 5000);
  }
}

const speakers = {};
function announce(region) {
  const urgent = "liveUrgent" in region.dataset;
  if (!region.dataset.liveSay || (!urgent && Date.now() - said < QUIET)) return;
  said = Date.now();
  const speaker = (speakers[urgent] ??= document.body.appendChild(document.createElement("div")));
  speaker.className = "bl-announce";
  speaker.setAttribute("role", urgent ? "alert" : "status");
  speaker.textContent = "";
  setTimeout(() => (speaker.textContent = region.dataset.liveSay), 100); // an emptied region is read again
}
