// Files that go on where they stopped (tus 1.0), on the page of a question about files. Without this script, or when
// what it needs cannot be loaded, the same page is a plain form. Nothing is kept in the browser: which uploads are
// unfinished, the server says, so that they can go on from any device and leave no trace on this one. And nothing
// asks "Do you want to leave?": whoever has to leave quickly, leaves.

const PIECE = 8 * 1024 * 1024; // bytes of one request: a proxy takes them, and what was acknowledged is on the disk
const FRESH = 20 * 60_000; // ms that a ticket is used for; the server takes it for half an hour
const AT_ONCE = 2;
const DELAYS = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000, 60_000]; // ms before each try; then a button
const AGAIN = new Set([0, 408, 409, 423, 429, 500, 502, 503, 504]); // 0: no answer came

const page = document.getElementById("uploads");
const words = page.dataset;
const percent = new Intl.NumberFormat(document.documentElement.lang || "en-GB", { style: "percent" });
const waiting = [];
const going = new Set();
const ARRIVING = ".bl-upload:not(.bl-upload--refused)";

let wanted = null; // the button that was pressed while files were on their way

let leave = { ticket: "", unfinished: [], limit: 0, at: -Infinity };

/** Leave to send, fresh; with what is unfinished as it is now when `now`. */
async function asked(now = false) {
  if (now || Date.now() - leave.at > FRESH) {
    const answer = await fetch(words.ticket, { headers: { Accept: "application/json" }, redirect: "error" });
    if (!answer.ok) throw new Error(`ticket ${answer.status}`);
    leave = { ...(await answer.json()), at: Date.now() };
  }
  return leave;
}

function element(name, classes, text) {
  const made = document.createElement(name);
  made.className = classes;
  if (text) made.textContent = text;
  return made;
}

/** A button whose name says which file it is for. */
function button(text, file, act) {
  const made = element("button", "govuk-button govuk-button--secondary bl-upload__button", text);
  made.type = "button";
  made.append(element("span", "govuk-visually-hidden", ` ${file.name}`));
  made.addEventListener("click", act);
  return made;
}

/** One file: a line with its name, how far it is, and what can be done. */
class Line {
  constructor(file, tus) {
    this.file = file;
    this.tus = tus;
    this.item = element("li", "bl-upload");
    const name = element("bdi", "bl-upload__name", file.name);
    this.bar = element("progress", "bl-upload__bar");
    this.bar.max = file.size;
    this.bar.setAttribute("aria-label", file.name);
    this.said = element("p", "govuk-body bl-upload__said");
    this.said.setAttribute("role", "status");
    this.pause = button(words.textPause, file, () => (going.has(this) ? this.stop() : this.enqueue()));
    this.item.append(name, this.bar, this.said, this.pause, button(words.textCancel, file, () => this.cancel()));
    page.querySelector("ul").append(this.item);
  }

  say(text, isError = false) {
    this.said.classList.toggle("govuk-error-message", isError);
    if (this.said.textContent !== text) this.said.textContent = text;
  }

  label(text) {
    this.pause.firstChild.textContent = text;
  }

  enqueue() {
    this.label(words.textPause);
    this.say(words.textWaiting);
    this.pause.hidden = false;
    waiting.push(this);
    next();
  }

  async start() {
    going.add(this);
    try {
      const { unfinished, limit } = await asked(true);
      if (this.file.size > limit) return this.fail(words.textTooLarge, false);
      const same = ({ name, length, modified }) => name === this.file.name && length === this.file.size && (!modified || modified === String(this.file.lastModified));
      this.send(unfinished.find((one) => same(one) && !open(one.url, this))?.url);
    } catch {
      this.fail(words.textLost);
    }
  }

  send(url) {
    this.upload = new this.tus.Upload(this.file, {
      endpoint: words.endpoint,
      uploadUrl: url,
      chunkSize: PIECE,
      retryDelays: DELAYS,
      storeFingerprintForResuming: false,
      metadata: { filename: this.file.name, modified: String(this.file.lastModified) },
      onBeforeRequest: async (request) => request.setHeader("Authorization", `Bearer ${(await asked()).ticket}`),
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        if (!status) this.say(words.textLost); // it goes on by itself: whoever waits must know for what
        return AGAIN.has(status);
      },
      onProgress: (sent, all) => this.progress(sent, all),
      onSuccess: () => this.arrived(),
      onError: ({ originalResponse: answer }) => {
        const status = answer?.getStatus() ?? 0;
        this.fail(answer?.getBody() || words.textLost, AGAIN.has(status) || status === 507); // 507: no room now
      },
    });
    this.upload.start();
  }

  progress(sent, all) {
    this.bar.value = sent;
    const quarter = Math.floor((sent / all) * 4) / 4; // a screen reader is told of each quarter, not of each piece
    this.say(words.textProgress.replace("{}", percent.format(quarter < 1 ? quarter : 0.99)));
  }

  async arrived() {
    going.delete(this);
    this.item.remove();
    await refresh();
    next();
  }

  /** Whoever may go on is told how; what is refused for good has no button for it. */
  fail(text, mayGoOn = true) {
    going.delete(this);
    this.say(text, true);
    this.label(words.textGoOn);
    this.pause.hidden = !mayGoOn;
    this.item.classList.toggle("bl-upload--refused", !mayGoOn);
    next();
  }

  async stop() {
    going.delete(this);
    await this.upload?.abort();
    this.say(words.textPaused);
    this.label(words.textGoOn);
    next();
  }

  async cancel() {
    going.delete(this);
    const place = waiting.indexOf(this);
    if (place >= 0) waiting.splice(place, 1);
    this.item.remove();
    await this.upload?.abort(true).catch(() => {}); // gone already, or no network: the server sweeps
    next();
    page.querySelector("input[type=file]").focus();
  }
}

const open = (url, besides) => [...going].some((line) => line !== besides && line.upload?.url?.endsWith(url));

/** Begins what may begin now. Whoever wanted to continue does when everything is here, unless something was refused. */
function next() {
  while (waiting.length && going.size < AT_ONCE) waiting.shift().start();
  if (!wanted || page.querySelector(ARRIVING)) return;
  const button = wanted;
  wanted = null;
  page.querySelector("[data-unsent]").hidden = true;
  if (!page.querySelector(".bl-upload")) page.requestSubmit(button);
}

/** The lists of what has arrived and what has not, as the server has them now. */
async function refresh() {
  const answer = await fetch(location.href, { redirect: "error" });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("arrived");
  if (fresh) document.getElementById("arrived").replaceWith(document.adoptNode(fresh));
}

async function chosen(event) {
  const input = event.target;
  let tus;
  try {
    tus = await import("tus-js-client");
    await asked();
  } catch {
    return; // the files stay in their field, and go with the form
  }
  const files = [...input.files];
  input.value = "";
  for (const file of files) new Line(file, tus).enqueue();
}

function whenArrived(event) {
  if (!page.querySelector(ARRIVING)) return;
  event.preventDefault();
  wanted = event.submitter;
  page.querySelector("[data-unsent]").hidden = false;
}

if (page) {
  page.querySelector("[data-hint]").textContent = words.hint;
  for (const input of page.querySelectorAll("input[type=file]")) input.addEventListener("change", chosen);
  page.querySelector("[value=upload]").hidden = true;
  page.addEventListener("submit", whenArrived);
  // A request that was under way may hang for minutes before it fails: the device knows at once that the network is gone.
  addEventListener("offline", () => going.forEach((line) => line.say(words.textLost)));
  addEventListener("online", () => page.querySelectorAll(".govuk-error-message + .bl-upload__button:not([hidden])").forEach((again) => again.click()));
}
