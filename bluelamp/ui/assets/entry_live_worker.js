// The shared worker: one event stream for all pages of this browser.
import { LiveHub } from "./live_hub.js";

const hub = new LiveHub();
self.onconnect = ({ ports: [port] }) => {
  hub.attach(port);
  port.start?.();
};
self.addEventListener("online", () => hub.hurry());
