// The live feed in a page: one stream for the whole browser, parts fetched again when news concerns them, and the
// connection sign. Room scripts may listen: document.addEventListener("bl:event", ({detail: {kind, data}}) => …), and to
// "bl:reset" when news was missed that is no longer kept.
import { LiveHub } from "./live_hub.js";
import { onEvent, refreshAll } from "./live_regions.js";

const meta = document.querySelector('meta[name="bl-live"]');
const LINGER = 60_000; // ms a page without shared worker keeps its stream in the background

function showState(state) {
  for (const sign of document.querySelectorAll("[data-live-state]")) {
    if (sign.dataset.liveState === state) continue;
    sign.dataset.liveState = state;
    const text = sign.querySelector(".bl-live__text");
    if (text) text.textContent = sign.getAttribute(`data-text-${state}`);
  }
}

function ownHub() {
  const hub = new LiveHub();
  const channel = new MessageChannel();
  hub.attach(channel.port1);
  let timer;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => hub.stream?.stop(), LINGER);
    else hub.stream?.start();
  });
  return channel.port2;
}

function connect() {
  try {
    return new SharedWorker(meta.dataset.worker, { type: "module", name: "bluelamp-live" }).port;
  } catch {
    return ownHub();
  }
}

if (meta) {
  const { ticket, stream, since } = meta.dataset;
  const port = connect();
  port.onmessage = ({ data }) => {
    if (data.type === "event") onEvent(data.event);
    else if (data.type === "reset") refreshAll();
    else if (data.type === "state") showState(data.state);
  };
  const hello = (from) => port.postMessage({ type: "hello", who: meta.content, where: { ticket, stream, since: from } });
  hello(since);
  addEventListener("pagehide", () => port.postMessage({ type: "bye" }));
  addEventListener("pageshow", ({ persisted }) => persisted && hello(""));
  addEventListener("online", () => port.postMessage({ type: "hurry" }));
}
