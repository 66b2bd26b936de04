// "4 minutes ago" and "Due in 12 minutes" go on while a page stays open. The server wrote the first words; these
// follow the page's language through Intl, so they need no texts of their own.

const UNITS = [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3600], ["minute", 60]];
const language = document.documentElement.lang || "en-GB";
const relative = new Intl.RelativeTimeFormat(language, { numeric: "always" });
const brief = new Intl.RelativeTimeFormat(language, { numeric: "always", style: "short" });

/** @returns {string} "4 minutes ago", "in 3 hours"; null under a minute, where the server's words stay */
export function ago(then, now) {
  const seconds = (then - now) / 1000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return null;
}

/** @returns {string} the same in few letters, for a map: "4 min ago", "3 hr ago"; null under a minute */
export function age(then, now) {
  const seconds = (now - then) / 1000;
  const [unit, size] = UNITS.find((one) => seconds >= one[1]) ?? [];
  return unit ? brief.format(-Math.trunc(seconds / size), unit) : null;
}

function tick() {
  const now = Date.now();
  for (const element of document.querySelectorAll("time[data-ago]")) {
    const text = ago(Date.parse(element.dateTime), now);
    if (text && element.textContent !== text) element.textContent = text;
  }
  for (const badge of document.querySelectorAll("[data-due]")) {
    const left = Date.parse(badge.dataset.due) - now;
    const tone = left < 0 ? "critical" : left <= Number(badge.dataset.soon) * 60_000 ? "medium" : "none";
    if (!badge.classList.contains(`bl-tone-${tone}`)) {
      badge.classList.remove("bl-tone-none", "bl-tone-medium", "bl-tone-critical");
      badge.classList.add(`bl-tone-${tone}`);
    }
    const words = badge.querySelector("[data-due-text]");
    const gap = length(Math.abs(left) / 1000);
    const text = (left < 0 ? badge.dataset.late : badge.dataset.left).replace("{}", gap);
    if (gap && words.textContent !== text) words.textContent = text;
  }
}

/** @returns {string} the two largest units of a length of time, in the page's language */
function length(seconds) {
  const said = [];
  for (const [unit, size] of UNITS) {
    const n = Math.floor(seconds / size);
    if (n && said.length < 2) said.push(new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(n));
    else if (said.length) break;
    seconds -= n * size;
  }
  return said.join(" ");
}

export function keepTime() {
  setInterval(tick, 15_000);
  document.addEventListener("bl:refreshed", tick);
}
