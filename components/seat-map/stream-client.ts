import type { SeatChange } from "#lib/seating/seat-state";
import { decodeBitmap } from "./seat-board.ts";
import { readFrames, type StreamFrame } from "./stream-frames.ts";

/** How changes arrive: through the stream, by polling, or not at all at present. */
export type Link = "connecting" | "live" | "polling" | "offline";

/** All-in prices of the levels by their ids, in the major unit. */
export type LevelPrices = Readonly<Record<number, number>>;

export type StreamOptions = {
  readonly eventId: number;
  readonly onSnapshot: (bitmap: Uint8Array) => void;
  readonly onChanges: (changes: SeatChange[]) => void;
  /**
   * The layout that the states belong to, by its hash, and the revision of the levels that are painted on it; called again when either
   * changes.
   */
  readonly onLayout?: (hash: string, painting?: number) => void;
  /** The list prices, with each snapshot and whenever one changes. */
  readonly onPrices?: (prices: LevelPrices) => void;
  /** Whether the organizer pauses the sale, with each snapshot and whenever that changes. */
  readonly onSale?: (isPaused: boolean) => void;
  readonly onLink: (link: Link) => void;
  /** Origin of the API, empty in a browser. */
  readonly base?: string;
  /** Waits in milliseconds, shortened by tests. */
  readonly timing?: Partial<Timing>;
};

type Timing = {
  /** First pause after a broken stream; doubles up to eight times that. */
  readonly retryMs: number;
  /** Between two polls while the stream is away. */
  readonly pollMs: number;
  /** Silence after which a stream counts as dead; the server's heartbeat comes every 15 s. */
  readonly silenceMs: number;
};

const TIMING: Timing = { retryMs: 1_000, pollMs: 3_000, silenceMs: 40_000 };
/** Broken attempts in a row after which the states are polled beside further attempts. */
const POLL_AFTER = 2;

/**
 * One stream of an event's seats for the tab. It reads the stream with fetch and not with EventSource, because a tab that
 * was hidden must come back with its Last-Event-ID, which EventSource forgets when closed. `pause` closes the connection
 * (browsers allow six a host) and `resume` takes it up where it was; `close` ends it for good.
 */
export function openSeatStream(options: StreamOptions): { pause: () => void; resume: () => void; close: () => void } {
  const timing = { ...TIMING, ...options.timing };
  const url = `${options.base ?? ""}/api/v1/events/${options.eventId}`;
  let lastEventId: string | undefined;
  let etag: string | undefined;
  let polledPrices: string | undefined;
  let running: AbortController | undefined;

  function take(frame: StreamFrame): void {
    if (frame.id) lastEventId = frame.id;
    const data: unknown = JSON.parse(frame.data);
    if (frame.event === "snapshot" || frame.event === "layout") {
      const { layout_hash: hash, painting } = data as { layout_hash?: unknown; painting?: unknown };
      if (typeof hash === "string") options.onLayout?.(hash, typeof painting === "number" ? painting : undefined);
    }
    const prices = frame.event === "prices" ? data : (data as { prices?: unknown }).prices;
    if (prices) options.onPrices?.(prices as LevelPrices);
    const { paused } = data as { paused?: unknown };
    if (typeof paused === "boolean") options.onSale?.(paused);
    if (frame.event === "snapshot") {
      const bitmap = decodeBitmap(String((data as { states?: unknown }).states ?? ""));
      if (bitmap) options.onSnapshot(bitmap);
    } else if (frame.event === "delta" && Array.isArray(data)) options.onChanges(data as SeatChange[]);
  }

  function takePrices(text: string | null): void {
    if (text === null || text === polledPrices) return;
    polledPrices = text;
    options.onPrices?.(JSON.parse(text) as LevelPrices);
  }

  async function listen(signal: AbortSignal): Promise<void> {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), timing.silenceMs);
    const isAlive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), timing.silenceMs);
    };
    try {
      const response = await fetch(`${url}/stream`, {
        headers: { accept: "text/event-stream", ...(lastEventId ? { "last-event-id": lastEventId } : {}) },
        signal: AbortSignal.any([signal, silence.signal]),
        cache: "no-store",
      });
      if (!response.ok || !response.body) throw new Error(`the stream answered ${response.status}`);
      options.onLink("live");
      for await (const frame of readFrames(response.body, isAlive)) take(frame);
    } finally {
      clearTimeout(timer);
    }
  }

  async function poll(signal: AbortSignal): Promise<void> {
    const response = await fetch(`${url}/availability`, {
      headers: etag ? { "if-none-match": etag } : {},
      signal,
      cache: "no-store",
    });
    // A page behind a proxy that cuts streams learns of a changed hall, of its levels, their prices and a pause here.
    const hash = response.headers.get("layout-hash");
    if (hash) options.onLayout?.(hash, paintingIn(response));
    takePrices(response.headers.get("level-prices"));
    const paused = response.headers.get("sale-paused");
    if (paused !== null) options.onSale?.(paused === "true");
    if (response.ok) {
      const bitmap = new Uint8Array(await response.arrayBuffer());
      etag = response.headers.get("etag") ?? undefined;
      // Polled states are newer than the frames the stream would repeat, so its position is dropped.
      lastEventId = undefined;
      options.onSnapshot(bitmap);
    } else if (response.status !== 304) throw new Error(`availability answered ${response.status}`);
    options.onLink("polling");
  }

  async function run(signal: AbortSignal): Promise<void> {
    let broken = 0;
    options.onLink("connecting");
    while (!signal.aborted) {
      const startedAt = Date.now();
      await listen(signal).catch(() => undefined);
      if (signal.aborted) return;
      broken = Date.now() - startedAt > timing.retryMs * 10 ? 1 : broken + 1;
      const pauseUntil = Date.now() + timing.retryMs * 2 ** Math.min(broken - 1, 3);
      if (broken < POLL_AFTER) options.onLink("connecting");
      while (!signal.aborted && Date.now() < pauseUntil) {
        if (broken >= POLL_AFTER) await poll(signal).catch(() => options.onLink("offline"));
        await wait(Math.min(timing.pollMs, Math.max(0, pauseUntil - Date.now())), signal);
      }
    }
  }

  const pause = () => {
    running?.abort();
    running = undefined;
  };
  const resume = () => {
    if (running) return;
    running = new AbortController();
    void run(running.signal);
  };
  resume();
  return { pause, resume, close: pause };
}

function paintingIn({ headers }: Response): number | undefined {
  const revision = headers.get("price-painting");
  return revision === null ? undefined : Number(revision);
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
