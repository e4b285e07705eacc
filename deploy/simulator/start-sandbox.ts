import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { KEEP_ALIVE_MS } from "#deploy/keep-alive";
import type { Office } from "./answer-api.ts";
import { finishProcessing } from "./charge.ts";
import { type AccountChange, changeAccount } from "./connect/accounts.ts";
import type { Desk } from "./desk.ts";
import { createKeyVault } from "./idempotency.ts";
import { type Cause, createLedger, type Ledger, newId } from "./ledger.ts";
import { createCalendar, lapse } from "./pass-time.ts";
import { finishRefunds } from "./refunds.ts";
import { serveRequest } from "./serve.ts";
import { type Books, openStateFile } from "./state-file.ts";
import { createTrouble, type Trouble } from "./trouble.ts";
import { createWebhooks } from "./webhooks.ts";

export type SandboxOptions = {
  /** 0 takes a free port. */
  readonly port: number;
  readonly secretKey: string;
  /** What the browser's card form uses; `pk_test_sandbox` when absent. */
  readonly publishableKey?: string;
  readonly webhookSecret: string;
  /** Where events go; while it is absent or gives undefined, events are recorded and not sent. */
  readonly webhookUrl?: string | (() => string | undefined);
  /** Where the state is kept over restarts; in memory alone when absent. */
  readonly stateFile?: string;
  readonly webhookRetryDelaysMs?: readonly number[];
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
  readonly log?: (message: string, details: Record<string, unknown>) => void;
};

export type Sandbox = {
  readonly port: number;
  readonly url: string;
  readonly trouble: Trouble;
  /** What a seller or Stripe does to a connected account. False when it is unknown. */
  changeAccount(id: string, change: AccountChange): boolean;
  /** Lets an authorization lapse now, as it does after seven days. False when there is none under way. */
  lapse(intentId: string): boolean;
  /** Does now what waits for a delay, so that a test decides when that is over; answers how many there were. */
  endDelays(): number;
  /** Resolves when every event so far has been delivered, given up or dropped. */
  webhooksIdle(): Promise<void>;
  close(): Promise<void>;
};

/**
 * A simulator of the part of Stripe's API that Fairseat uses, on 127.0.0.1 only, with its state in memory and, when asked
 * to, in a file. The product speaks to it through the same adapter as to Stripe. Throws what the socket throws when the
 * port is taken.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const clock = options.clock ?? Date.now;
  const log = options.log ?? (() => {});
  const trouble = createTrouble();
  const { webhookUrl } = options;
  const webhooks = createWebhooks({
    url: () => (typeof webhookUrl === "function" ? webhookUrl() : webhookUrl),
    secret: options.webhookSecret,
    now: clock,
    trouble,
    retryDelaysMs: options.webhookRetryDelaysMs ?? [200, 500, 1000, 2000, 5000, 10_000, 30_000],
    log,
  });
  const delayed = new Map<NodeJS.Timeout, () => void>();
  const books: Books = { platform: createLedger(), connected: new Map() };
  const vault = createKeyVault(clock);
  const file = options.stateFile === undefined ? undefined : openStateFile(options.stateFile, { books, vault }, log);
  let url = "";
  let cause: Cause | undefined;
  const connected = new Map<string, Desk>();
  const deskOver = (account: string | undefined, ledger: Ledger): Desk => ({
    account,
    platform: () => desk,
    of: deskOf,
    ledger,
    trouble,
    now: clock,
    url: () => url,
    emit(type, object) {
      const event = {
        id: newId("evt"),
        created: Math.floor(clock() / 1000),
        type,
        object,
        ...(cause ? { cause } : {}),
        ...(account === undefined ? {} : { account }),
      };
      webhooks.send(ledger.events.add(event));
      file?.touch();
    },
    during(request, run) {
      cause = request;
      try {
        return run();
      } finally {
        cause = undefined;
      }
    },
    later(delayMs, run) {
      const timer = setTimeout(() => {
        delayed.delete(timer);
        run();
      }, delayMs);
      delayed.set(timer, run);
    },
  });
  function deskOf(account: string): Desk {
    const known = connected.get(account);
    if (known) return known;
    const ledger = books.connected.get(account) ?? createLedger();
    books.connected.set(account, ledger);
    const made = deskOver(account, ledger);
    connected.set(account, made);
    return made;
  }
  const desk = deskOver(undefined, books.platform);
  const desks = () => [desk, ...desk.ledger.accounts.list().map(({ id }) => deskOf(id))];
  const keys = { secretKey: options.secretKey, publishableKey: options.publishableKey ?? "pk_test_sandbox" };
  const office: Office = { desk, desks, vault, keys, log };
  const calendar = createCalendar(desks);
  const ticking = setInterval(calendar.passTime, 60_000).unref();
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    calendar.passTime();
    if (request.method === "POST") response.once("close", () => file?.touch());
    void serveRequest(office, request, response);
  });
  for (const each of desks()) {
    finishProcessing(each);
    finishRefunds(each);
  }
  const port = await listen(server, options.port);
  url = `http://127.0.0.1:${port}`;
  return {
    port,
    url,
    trouble,
    changeAccount: (id, change) => changeAccount(desk, id, change),
    lapse: (intentId) => desks().some((each) => lapse(each, intentId)),
    endDelays() {
      const waiting = [...delayed];
      delayed.clear();
      for (const [timer, run] of waiting) {
        clearTimeout(timer);
        run();
      }
      return waiting.length;
    },
    webhooksIdle: () => webhooks.idle(),
    async close() {
      clearInterval(ticking);
      for (const timer of delayed.keys()) clearTimeout(timer);
      await webhooks.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await file?.close();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}
