import { createHmac } from "node:crypto";
import type { EventRecord } from "./ledger.ts";
import { renderEvent } from "./rendering/render-event.ts";
import type { Trouble } from "./trouble.ts";

export type WebhookOptions = {
  readonly url: () => string | undefined;
  readonly secret: string;
  readonly now: () => number;
  readonly trouble: Trouble;
  /** Waits between tries; the last one repeats until the tries are used up. */
  readonly retryDelaysMs: readonly number[];
  readonly log: (message: string, details: Record<string, unknown>) => void;
};

/**
 * Sends events one after the other and keeps at the first until the endpoint answers 2xx or its tries are used up, so
 * that without trouble the order is the order of events. (Stripe itself promises no order: see `reordered_webhooks`.)
 */
export function createWebhooks(options: WebhookOptions) {
  const queue: EventRecord[] = [];
  const closing = new AbortController();
  let heldBack: EventRecord | undefined;
  let pumping: Promise<void> | undefined;

  async function pump(): Promise<void> {
    for (let event = queue[0]; event && !closing.signal.aborted; event = queue[0]) {
      await deliver(options, event, closing.signal);
      queue.shift();
    }
    pumping = undefined;
  }

  function enqueue(event: EventRecord): void {
    if (queue.length >= QUEUE_MAX) {
      options.log("webhook queue is full, event dropped", { event: event.id });
      return;
    }
    queue.push(event);
    if (options.trouble.take("duplicate_webhooks")) queue.push(event);
    pumping ??= pump();
  }

  function release(): void {
    const event = heldBack;
    heldBack = undefined;
    if (event) enqueue(event);
  }

  return {
    send(event: EventRecord): void {
      if (closing.signal.aborted || options.trouble.take("drop_webhooks")) return;
      const reorder = heldBack ? undefined : options.trouble.take("reordered_webhooks");
      if (reorder) {
        heldBack = event;
        setTimeout(release, reorder.delayMs ?? 500).unref();
        return;
      }
      enqueue(event);
      release();
    },
    /** Resolves when everything sent so far has been delivered or given up. */
    async idle(): Promise<void> {
      release();
      while (pumping) await pumping;
    },
    async close(): Promise<void> {
      heldBack = undefined;
      closing.abort();
      await pumping;
    },
  };
}

/** `Stripe-Signature` (docs.stripe.com/webhooks#verify-manually): HMAC-SHA256 over the time, a dot and the body. */
export function signatureHeader(payload: string, secret: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${payload}`).digest("hex")}`;
}

const QUEUE_MAX = 10_000;
const TRIES_MAX = 12;
const ANSWER_WITHIN_MS = 10_000;

async function deliver(options: WebhookOptions, event: EventRecord, closed: AbortSignal): Promise<void> {
  const payload = JSON.stringify(renderEvent(event));
  for (let tries = 1; !closed.aborted; tries++) {
    const outcome = await post(options, payload, closed);
    if (outcome === "delivered" || outcome === "nowhere") return;
    if (tries >= TRIES_MAX) {
      options.log("webhook given up", { event: event.id, type: event.type, outcome });
      return;
    }
    const delays = options.retryDelaysMs;
    await wait(delays[Math.min(tries, delays.length) - 1] ?? 1000, closed);
  }
}

async function post(options: WebhookOptions, payload: string, closed: AbortSignal): Promise<string> {
  // Each attempt is signed again, like Stripe's, so that a late one is not refused for its age.
  const signature = signatureHeader(payload, options.secret, Math.floor(options.now() / 1000));
  try {
    const url = options.url();
    if (url === undefined) return "nowhere";
    const answer = await fetch(url, {
      method: "POST",
      body: payload,
      headers: { "content-type": "application/json; charset=utf-8", "stripe-signature": signature },
      signal: AbortSignal.any([closed, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      redirect: "manual",
    });
    await answer.body?.cancel();
    return answer.ok ? "delivered" : `answered ${answer.status}`;
  } catch (error) {
    return `unreachable: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function wait(delayMs: number, closed: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      closed.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, delayMs);
    timer.unref();
    closed.addEventListener("abort", done);
  });
}
