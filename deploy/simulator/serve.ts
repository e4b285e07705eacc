import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { answerApi, type Office } from "./answer-api.ts";
import { challengePage, closedPage, returnLocation } from "./challenge-page.ts";
import { answerChallenge } from "./charge.ts";
import { answerOnboarding, visitLink } from "./connect/account-links.ts";
import { changeAccount } from "./connect/accounts.ts";
import { onboardingPage } from "./connect/onboarding-page.ts";
import { decodeForm, textOf } from "./form.ts";
import { newId } from "./ledger.ts";
import { lapse } from "./pass-time.ts";
import { playTrouble } from "./trouble.ts";

/** The simulator's endpoints: `/v1/…` speaks Stripe, `/challenge/…` is the bank's page, `/onboarding/…` the one for new sellers, `/sandbox/…` its controls. */
export async function serveRequest(office: Office, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    // A page elsewhere that rebinds its own name to this address would otherwise be same-origin with the simulator.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? "")) return send(response, 403, "");
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const body = await readBody(request);
    if (body === undefined) return send(response, 413, "", { connection: "close" });
    if (url.pathname.startsWith("/v1/")) return await serveApi(office, { request, response, url, body });
    if (url.pathname.startsWith("/challenge/")) return serveChallenge(office, { request, response, url, body });
    if (url.pathname.startsWith("/onboarding/")) return serveOnboarding(office, { request, response, url, body });
    if (url.pathname === "/sandbox/account") return serveAccount(office, { request, response, url, body });
    if (url.pathname === "/sandbox/trouble") return serveTrouble(office, { request, response, url, body });
    if (url.pathname === "/sandbox/lapse") return serveLapse(office, { request, response, url, body });
    if (url.pathname === "/sandbox/health") return send(response, 200, '{"status":"ok"}', JSON_TYPE);
    send(response, 404, "");
  } catch (error) {
    office.log("sandbox request failed", { error: error instanceof Error ? error.stack : String(error) });
    response.destroy();
  }
}

type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL; body: string };

const JSON_TYPE = { "content-type": "application/json" };
const BODY_BYTES_MAX = 256 * 1024;

/** Cards go from the browser straight to the gateway, so every origin may call with the publishable key. */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST",
  "access-control-allow-headers": "authorization, content-type, idempotency-key, stripe-account, stripe-version",
  "access-control-allow-private-network": "true",
  "access-control-max-age": "300",
};

async function serveApi(office: Office, { request, response, url, body }: Exchange): Promise<void> {
  if (request.method === "OPTIONS") return send(response, 204, "", CORS);
  const idempotencyKey = headerOf(request, "idempotency-key");
  const requestId = newId("req");
  const answer = await answerApi(office, {
    method: request.method ?? "GET",
    path: url.pathname,
    search: url.search,
    body,
    authorization: request.headers.authorization,
    account: headerOf(request, "stripe-account"),
    idempotencyKey,
    requestId,
  });
  if (answer.silence === "cut") return void request.socket.destroy();
  if (answer.silence === "hang") return;
  send(response, answer.status, answer.body, {
    ...JSON_TYPE,
    ...CORS,
    "request-id": requestId,
    ...(idempotencyKey ? { "idempotency-key": idempotencyKey } : {}),
    ...(answer.replayed ? { "idempotent-replayed": "true" } : {}),
  });
}

function serveChallenge(office: Office, { request, response, url, body }: Exchange): void {
  const id = url.pathname.slice("/challenge/".length);
  const desk = office.desks().find(({ ledger }) => ledger.intents.get(id)) ?? office.desk;
  const intent = desk.ledger.intents.get(id);
  if (!intent || url.searchParams.get("client_secret") !== intent.secret) {
    sendPage(response, 404, closedPage(null));
    return;
  }
  if (request.method !== "POST") {
    sendPage(response, 200, intent.status === "requires_action" ? challengePage(intent) : closedPage(intent.returnUrl));
    return;
  }
  // Does nothing when the payment was cancelled or answered in the meantime; the buyer goes back all the same.
  answerChallenge(desk, intent, textOf(decodeForm(body), "outcome") === "complete" ? "complete" : "fail");
  if (intent.returnUrl) send(response, 303, "", { location: returnLocation(intent, intent.returnUrl) });
  else sendPage(response, 200, closedPage(null));
}

/** The gateway's onboarding: one visit, answered by a form, then back to the platform. */
function serveOnboarding({ desk }: Office, { request, response, url, body }: Exchange): void {
  const visit = visitLink(desk, url.pathname.slice("/onboarding/".length));
  if (visit.kind === "unknown") {
    sendPage(response, 404, closedPage(null));
  } else if (visit.kind === "over") {
    send(response, 303, "", { location: visit.refreshUrl });
  } else if (request.method === "POST") {
    answerOnboarding(desk, visit, textOf(decodeForm(body), "outcome") ?? "later");
    send(response, 303, "", { location: visit.link.returnUrl });
  } else {
    sendPage(response, 200, onboardingPage(visit.account));
  }
}

/** `POST /sandbox/account` with `{ "account": "acct_…", "becomes": "restricted", "currentlyDue": ["…"] }`, or `active`, or `revoked`. */
function serveAccount({ desk }: Office, { request, response, body }: Exchange): void {
  const isJson = request.method === "POST" && request.headers["content-type"]?.startsWith("application/json");
  const asked = ACCOUNT_CHANGE.safeParse(isJson ? parse(body) : undefined);
  const isChanged = asked.success && changeAccount(desk, asked.data.account, asked.data);
  send(response, isChanged ? 200 : 400, JSON.stringify({ changed: isChanged }), JSON_TYPE);
}

const ACCOUNT_CHANGE = z.intersection(
  z.object({ account: z.string() }),
  z.discriminatedUnion("becomes", [
    z.object({ becomes: z.enum(["active", "revoked"]) }),
    z.object({ becomes: z.literal("restricted"), currentlyDue: z.array(z.string()) }),
  ]),
);

/** Only JSON is taken: a page elsewhere cannot send that without a preflight, which is not granted here. */
function serveTrouble({ desk }: Office, { request, response, body }: Exchange): void {
  const isJson = request.headers["content-type"]?.startsWith("application/json");
  const understood =
    request.method === "GET" || (request.method === "POST" && isJson && playTrouble(desk.trouble, parse(body)));
  send(response, understood ? 200 : 400, JSON.stringify(desk.trouble.list()), JSON_TYPE);
}

/** `POST /sandbox/lapse` with `{ "payment_intent": "pi_…" }` plays the end of an authorization's week. */
function serveLapse({ desks }: Office, { request, response, body }: Exchange): void {
  const isJson = request.method === "POST" && request.headers["content-type"]?.startsWith("application/json");
  const asked = isJson ? parse(body) : undefined;
  const id =
    typeof asked === "object" && asked !== null && "payment_intent" in asked ? asked.payment_intent : undefined;
  const lapsed = typeof id === "string" && desks().some((desk) => lapse(desk, id));
  send(response, lapsed ? 200 : 400, JSON.stringify({ lapsed }), JSON_TYPE);
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  send(response, status, html, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
  });
}

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "cache-control": "no-store", ...headers }).end(body);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The body, or undefined when it is too large; the rest is then read and thrown away, so that the answer is heard. */
function readBody(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > BODY_BYTES_MAX) resolve(undefined);
      else chunks.push(chunk);
    });
    request.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    request.on("error", reject);
  });
}
