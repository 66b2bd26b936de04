// A conversation that is open in a page. Without this script the same forms post and the page is loaded again.
//
//   <div data-talk="<conversation>" data-talk-src="…/latest" role="log">  lines with data-number
//   <form data-talk-form>  posted without leaving the page; what could not be sent stays in its box and is tried again
//   <form data-talk-leave>  also sent when the person leaves with “Exit this page”
//   <a data-reply="words">  puts words into the box, for somebody to read and send
//
// A line is asked for by the number of the last that is shown, so a break of the stream loses none and shows none twice.
const PAUSE = 3_000; // ms before something is tried again
const LOOK_ANYWAY = 20_000; // ms; without a stream, and for what a lost wake-up would cost

const log = document.querySelector("[data-talk]");
// Looked for each time: the form goes when the chat ends or somebody else has it, and may come back.
const theForm = () => document.querySelector("[data-talk-form]");
const theBox = () => document.querySelector("[data-talk-form] textarea, form textarea[name=text]");
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const shown = () => Math.max(0, ...[...log.querySelectorAll("[data-number]")].map((line) => Number(line.dataset.number)));

let asking = false;
let again = false;
let told = 0; // the highest number of which news came while it was being asked

/** Fetches what is new. What comes meanwhile is asked for once more, never at the same time. */
async function ask() {
  if (asking) return void (again = true);
  asking = true;
  do {
    again = false;
    told = 0;
    try {
      const answer = await fetch(`${log.dataset.talkSrc}?after=${shown()}`, { headers: { "X-Live": "1", Accept: "text/html" }, cache: "no-store" });
      if (answer.ok && !answer.redirected) append(await answer.text());
      else if (answer.status >= 500) throw new Error(String(answer.status));
    } catch {
      await pause(PAUSE);
      again = navigator.onLine;
    }
  } while (again || told > shown());
  asking = false;
}

/** There is a message of this number: it is fetched once, whoever tells of it, and however often. */
function hear(number) {
  if (number <= shown()) return;
  if (asking) told = Math.max(told, number);
  else ask();
}

function append(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const lines = [...page.querySelectorAll("[data-number]")].filter((line) => Number(line.dataset.number) > shown());
  if (!lines.length) return;
  let list = log.querySelector("ol");
  if (!list) {
    list = page.querySelector("ol").cloneNode(false);
    log.replaceChildren(list);
  }
  list.append(...lines);
  lines.at(-1).scrollIntoView({ block: "nearest" });
}

if (log) {
  document.addEventListener("bl:event", ({ detail: { kind, data } }) => {
    if (kind === "conversation.message" && [data.conversation, ""].includes(log.dataset.talk)) hear(data.number);
  });
  document.addEventListener("bl:reset", ask);
  addEventListener("online", ask);
  setInterval(() => document.hidden || ask(), LOOK_ANYWAY);
}

const say = (words) => {
  const status = theForm()?.querySelector("[data-talk-status]");
  if (status) status.textContent = words;
};

// What the page brought in the box, a reply or a message that was refused, counts as typed: no refresh takes it away.
const brought = theBox();
if (brought?.value) {
  brought.value = brought.value; // from now on it is apart from its default
  brought.defaultValue = "";
}

/** One message until it has arrived: the same number every time, so that it is written once. */
async function send(form, body) {
  const { action } = form;
  for (;;) {
    try {
      const answer = await fetch(action, { method: "POST", body, headers: { "X-Live": "1", Accept: "text/html" } });
      if (answer.status < 500) return answer;
    } catch {
      say(form.dataset.textKept);
    }
    await Promise.race([pause(PAUSE), new Promise((resolve) => addEventListener("online", resolve, { once: true }))]);
  }
}

let sending = false;
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-talk-form]")) return;
  event.preventDefault();
  if (sending) return;
  sending = true;
  const box = theBox();
  const words = box.value;
  say(form.dataset.textSending);
  const answer = await send(form, new FormData(form));
  sending = false;
  const number = answer.ok && Number(answer.headers.get("X-Said"));
  if (!number) return void form.submit(); // refused: the page says why, with what was written
  if (box.value === words) box.value = "";
  form.querySelector("[name=file]").value = "";
  form.querySelector("[name=client_id]").value = crypto.randomUUID();
  say(form.dataset.textSent);
  box.focus();
  if (number === shown() + 1) append(await answer.text()); // the answer brings its own line
  else hear(number);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-reply]");
  const box = theBox();
  if (!link || !box) return;
  event.preventDefault();
  box.value = box.value.trim() ? `${box.value.trimEnd()}\n\n${link.dataset.reply}` : link.dataset.reply;
  box.focus();
});

// “Exit this page” hides the page before it leaves: then the chat ends, and this device forgets it.
if (document.querySelector("[data-talk-leave]")) {
  const left = new MutationObserver(() => {
    if (!document.body.classList.contains("govuk-exit-this-page-hide-content")) return;
    left.disconnect();
    const leaving = document.querySelector("[data-talk-leave]");
    navigator.sendBeacon(leaving.action, new FormData(leaving));
    log.replaceChildren();
    const box = theBox();
    if (box) box.value = "";
  });
  left.observe(document.body, { attributes: true, attributeFilter: ["class"] });
}
