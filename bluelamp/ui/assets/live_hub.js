// Serves one stream to several pages. Runs in the shared worker; where a browser has none, in the page itself.
import { LiveStream } from "./live_stream.js";

const KEPT = 500; // events kept for pages that open after they arrived

export class LiveHub {
  constructor() {
    this.ports = new Set();
    this.recent = [];
    this.state = "connecting";
    this.who = null;
  }

  attach(port) {
    port.onmessage = ({ data }) => this[data.type]?.(port, data);
  }

  /** A page opens: it says for whom and up to which event it is already right. */
  hello(port, { who, where }) {
    if (this.stream && who !== this.who) {
      this.tell({ type: "state", state: "signedout" }); // pages of the one before
      this.ports.clear();
      this.restart();
    } else if (this.state === "signedout") this.restart();
    this.who = who;
    this.ports.add(port);
    if (!this.stream) this.open(where);
    port.postMessage({ type: "state", state: this.state });
    if (!where.since) port.postMessage({ type: "reset" });
    else this.replay(port, where.since);
  }

  bye(port) {
    this.ports.delete(port);
    if (this.ports.size === 0) this.restart();
  }

  hurry() {
    this.stream?.hurry();
  }

  open(where) {
    const mine = (this.stream = new LiveStream(where, {
      event: (event) => {
        if (mine !== this.stream) return;
        this.recent = [...this.recent.slice(1 - KEPT), event];
        this.tell({ type: "event", event });
      },
      reset: () => mine === this.stream && this.tell({ type: "reset" }),
      state: (state) => {
        if (mine !== this.stream) return;
        this.state = state;
        this.tell({ type: "state", state });
      },
    }));
    mine.start();
  }

  replay(port, since) {
    const begun = Number(this.stream.first || this.stream.where.since || Infinity);
    const first = this.recent.length === KEPT ? Number(this.recent[0].id) - 1 : begun;
    if (Number(since) < first) port.postMessage({ type: "reset" });
    else for (const event of this.recent) if (Number(event.id) > Number(since)) port.postMessage({ type: "event", event });
  }

  /** Somebody else signed in, or the last page closed: nothing of the old stream is kept. */
  restart() {
    this.stream?.stop();
    this.stream = null;
    this.recent = [];
    this.state = "connecting";
  }

  tell(message) {
    for (const port of this.ports) port.postMessage(message);
  }
}
