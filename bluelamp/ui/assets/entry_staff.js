// Desks and phones: GOV.UK Frontend's behaviour, clocks that go on, keys for queues, no double sending.
import { initAll } from "govuk-frontend";
import { keepTime } from "./clocks.js";
import { queueKeys } from "./keys.js";

initAll();
keepTime();
queueKeys();
document.querySelector("[data-errors]")?.focus();

// On a telephone the rooms are a strip that is pushed sideways: the one that is open is in sight.
const rooms = document.querySelector(".bl-bar__nav ul");
const open = rooms?.querySelector("[aria-current]");
if (open) rooms.scrollLeft += open.getBoundingClientRect().left - rooms.getBoundingClientRect().left - 16;

// A form is sent once. The server refuses a second one as well; this only spares the person its message.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button?.hasAttribute("data-once") || event.defaultPrevented) return;
  if (button.dataset.sent) event.preventDefault();
  button.dataset.sent = "1";
  setTimeout(() => delete button.dataset.sent, 4000);
});
