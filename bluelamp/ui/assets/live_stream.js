// One event stream: fetches a ticket, reads events, comes back by itself from where it was.
//
// It reads the stream with fetch instead of EventSource, which would come back with its old ticket, cannot send
// Last-Event-ID the first time, needs every kind by name beforehand and hides the heartbeat by which a dead link is known.

const SILENCE = 40_000; // ms; the server says something every 15 s
const LONGEST_WAIT = 60_000; // ms

/** Splits the text of an event stream (WHATWG HTML, 9.2.6) into events; keeps what is not yet complete. */
export function parser(onEvent, onRetry, onId) {
  let rest = "";
  let event = { kind: "message", data: [] };
  return (text) => {
    const lines = (rest + text).split(/\r\n|\n|\r/);
    rest = lines.pop();
    for (const line of lines) {
      if (line === "") {
        if (event.data.length) onEvent(event.kind, event.data.join("\n"));
        event = { kind: "message", data: [] };
        continue;
      }
      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "event") event.kind = value;
      else if (field === "data") event.data.push(value);
      else if (field === "id") onId(value);
      else if (field === "retry" && /^\d+$/.test(value)) onRetry(Number(value));
    }
  };
}

export class SignedOut extends Error {}

async function ticket(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" }, redirect: "error", cache: "no-store" });
  if (answer.status === 401 || answer.status === 403) throw new SignedOut();
  if (!answer.ok) throw new Error(`ticket ${answer.status}`);
  return (await answer.json()).ticket;
}

/**
 * @param {{ticket: string, stream: string, since: string}} where
 * @param {{event: Function, reset: Function, state: Function}} tell
 */
export class LiveStream {
  constructor(where, tell) {
    this.where = where;
    this.tell = tell;
    this.last = where.since || "";
    this.retry = 1000 + Math.random() * 2000;
    this.failures = 0;
    this.stopped = true;
  }

  start() {
    if (!this.stopped) return;
    this.stopped = false;
    this.run();
  }

  stop() {
    this.stopped = true;
    this.abort?.abort();
    this.wake?.();
  }

  /** Try at once, for example because the network is back. */
  hurry() {
    this.wake?.();
  }

  async run() {
    while (!this.stopped) {
      this.tell.state(this.failures === 0 ? "connecting" : this.failures < 4 ? "reconnecting" : "offline");
      try {
        await this.read();
        this.failures = 0;
      } catch (error) {
        if (this.stopped) return;
        if (error instanceof SignedOut) {
          this.tell.state("signedout");
          this.stopped = true;
          return;
        }
        this.failures += 1;
        this.tell.state(this.failures < 4 ? "reconnecting" : "offline");
        await this.pause(Math.min(this.retry * 1.7 ** (this.failures - 1), LONGEST_WAIT));
      }
    }
  }

  /** Waits a random part of `longest`, never less than a third of it, so that 3,000 browsers do not return together. */
  pause(longest) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, longest * (1 / 3 + (2 / 3) * Math.random()));
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async read() {
    const address = `${this.where.stream}?ticket=${encodeURIComponent(await ticket(this.where.ticket))}`;
    this.abort = new AbortController();
    const headers = { Accept: "text/event-stream", ...(this.last && { "Last-Event-ID": this.last }) };
    const answer = await fetch(address, { headers, signal: this.abort.signal, cache: "no-store" });
    if (!answer.ok || !answer.body) throw new Error(`stream ${answer.status}`);
    let renew = false;
    const feed = parser(
      (kind, data) => {
        if (kind === "renew" || kind === "hang-up") renew = true;
        else if (kind === "reset") this.tell.reset();
        else this.tell.event({ id: this.last, kind, data: JSON.parse(data) });
      },
      (ms) => (this.retry = ms),
      (id) => {
        this.first ??= id; // the server's first words say from where it goes on
        this.last = id;
      },
    );
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    this.failures = 0;
    this.tell.state("live");
    let silence;
    const alive = () => {
      clearTimeout(silence);
      silence = setTimeout(() => this.abort.abort(), SILENCE);
    };
    try {
      for (;;) {
        alive();
        const { done, value } = await reader.read();
        if (done) break;
        feed(value);
        if (renew) break;
      }
    } finally {
      clearTimeout(silence);
      this.abort.abort();
    }
    if (!renew) throw new Error("stream ended");
    await this.pause(1500);
  }
}
