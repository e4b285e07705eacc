import { AsyncLocalStorage } from "node:async_hooks";
import { cleanText } from "../clean-text.ts";
import { uuidv7 } from "../ids.ts";
import { singleton } from "../singleton.ts";
import { addressOf } from "./client-address.ts";

/** What every log line of a request carries without being passed through each function. */
export type RequestContext = {
  requestId: string;
  traceId?: string;
  /** The client's address from the plain server or the host's proxy. */
  address?: string;
  /** The `User-Agent` header, stored when a session is opened. */
  userAgent?: string;
  /** The `Cookie` header, read when a session is opened. */
  cookie?: string;
  /** The acting person: `user:<uuid>` or `guest:<uuid>`. */
  actor?: string;
  eventId?: number;
  reservationId?: string;
};

const storage = () => singleton("request-context", () => new AsyncLocalStorage<RequestContext>());

/** The context of a request that has just come in, by any way in. */
export function openContext(headers: Headers): RequestContext & { readonly address: string } {
  return new OpenedContext(headers);
}

class OpenedContext implements RequestContext {
  readonly requestId = uuidv7();
  readonly address: string;
  declare traceId?: string;
  readonly #headers: Headers;

  constructor(headers: Headers) {
    this.#headers = headers;
    this.address = addressOf(headers);
    const trace = /^00-([0-9a-f]{32})-/.exec(headers.get("traceparent") ?? "")?.[1];
    if (trace) this.traceId = trace;
  }

  // Both are read when they are asked for: only the opening of a session does, and no line of the log carries them.
  get userAgent(): string {
    return cleanText((this.#headers.get("user-agent") ?? "").slice(0, 500));
  }

  get cookie(): string {
    return this.#headers.get("cookie") ?? "";
  }
}

export function runInContext<T>(context: RequestContext, work: () => T): T {
  return storage().run(context, work);
}

export function currentContext(): RequestContext | undefined {
  return storage().getStore();
}

/** Address and request id for the audit log; nulls outside of a request. */
export function cameFrom(): { address: string | null; requestId: string | null } {
  const { address = null, requestId = null } = currentContext() ?? {};
  return { address, requestId };
}

/** Adds what became known on the way (an event, a reservation) to the lines that follow. */
export function noteInContext(known: Partial<RequestContext>): void {
  const context = storage().getStore();
  if (context) Object.assign(context, known);
}
