// Tells the control room where this phone is, from when its officer switches that on until they switch it off, their
// crew goes off duty, or the shift is over. Works with poor signal: one message at a time, only ever the newest
// position, and none that says where they were instead of where they are. The bounds (milliseconds and metres) come
// with the page from incidents/policies.py, which the server keeps to as well.

const PATIENCE = 10_000; // ms for the network, and for the phone to find itself
const LONGEST_WAIT = 120_000; // ms between two tries without signal

const form = document.getElementById("position");
const [LOOK, QUIET, FAR, COARSE, STALE, SHIFT] = ["look", "quiet", "far", "coarse", "stale", "shift"].map((name) => Number(form?.dataset[name]));
const key = `bl-position-${form?.dataset.who}`;
const part = (name) => form.querySelector(`[data-${name}]`);

let last = null; // what the control room knows: {latitude, longitude, at}
let busy = false;
let failures = 0;
let notBefore = 0;

const isOn = () => Number(localStorage.getItem(key)) > Date.now();

function show(state, words = form.dataset[`text${state[0].toUpperCase()}${state.slice(1)}`]) {
  if (part("state").textContent !== words) part("state").textContent = words;
  form.dataset.state = state;
  part("switch").textContent = isOn() ? form.dataset.textStop : form.dataset.textStart;
  part("switch").classList.toggle("bl-act--main", !isOn());
  part("last").hidden = !last;
  if (!last) return;
  const time = new Intl.DateTimeFormat(document.documentElement.lang || "en-GB", { hour: "2-digit", minute: "2-digit" });
  part("last").textContent = form.dataset.textLast.replace("{}", time.format(last.at));
}

function stop(state, words) {
  localStorage.removeItem(key);
  show(state, words);
}

const locate = () =>
  new Promise((found, failed) =>
    navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, maximumAge: LOOK / 2, timeout: PATIENCE }),
  );

/** Metres between two places near each other: the ground is flat enough for that. */
function metres(a, b) {
  const degree = 111_195; // metres of one degree of latitude
  const east = (a.longitude - b.longitude) * Math.cos((a.latitude * Math.PI) / 180);
  return degree * Math.hypot(a.latitude - b.latitude, east);
}

const isNews = (here) => !last || Date.now() - last.at >= QUIET || metres(here, last) >= FAR;

async function look() {
  if (!isOn() || busy || document.hidden || Date.now() < notBefore) return;
  busy = true;
  try {
    const { coords, timestamp } = await locate();
    if (!isOn()) return;
    if (coords.accuracy > COARSE) show("poor");
    else if (isNews(coords)) await tell(coords, timestamp);
  } catch (error) {
    if (error.code === 1) stop("denied"); // GeolocationPositionError.PERMISSION_DENIED
    else if (isOn()) show("poor");
  } finally {
    busy = false;
  }
}

async function tell({ latitude, longitude, accuracy }, found) {
  const age = Math.max(0, Date.now() - found);
  if (age > STALE) return show("poor");
  const body = new FormData(form);
  for (const [name, value] of Object.entries({ latitude, longitude, accuracy, age: age / 1000 })) body.set(name, value);
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status >= 500) throw new Error(`position ${answer.status}`);
  } catch {
    failures += 1;
    notBefore = Date.now() + Math.min(LOOK * 2 ** (failures - 1), LONGEST_WAIT);
    if (isOn()) show("unsent"); // this position is let go: where they are then counts, not where they were
    return;
  }
  failures = 0;
  if (!answer.ok) return stop("over", await answer.json().then((said) => form.dataset.textEnded.replace("{}", said.error.message), () => undefined));
  last = { latitude, longitude, at: Date.now() };
  if (isOn()) show("told");
}

if (form && "geolocation" in navigator) {
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  part("switch").addEventListener("click", () => {
    if (isOn()) return stop("off");
    localStorage.setItem(key, String(Date.now() + SHIFT));
    notBefore = failures = 0;
    show("wait");
    look();
  });
  show(isOn() ? "wait" : "off");
  setInterval(() => {
    if (form.dataset.state !== "off" && !isOn()) ["denied", "over"].includes(form.dataset.state) || stop("over");
    look();
  }, LOOK);
  addEventListener("online", () => {
    notBefore = 0;
    look();
  });
  document.addEventListener("visibilitychange", look);
  look();
}
