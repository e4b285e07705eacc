import { accountForHeader } from "./connect/accounts.ts";
import type { Call, Desk, Operation } from "./desk.ts";
import { expandReferences } from "./expand.ts";
import { errorOnWire, StripeFault } from "./fault.ts";
import { canonicalForm, decodeForm, type Form, textOf, textsOf } from "./form.ts";
import type { Answer, KeyVault } from "./idempotency.ts";
import { type Keys, whoCalls } from "./keys.ts";
import { findRoute } from "./routes.ts";

export type ApiRequest = {
  readonly method: string;
  readonly path: string;
  readonly search: string;
  readonly body: string;
  readonly authorization: string | undefined;
  /** The `Stripe-Account` header: the connected account that the request is for. */
  readonly account: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly requestId: string;
};

export type ApiAnswer = Answer & {
  readonly replayed: boolean;
  /** What `timeout_after_charge` wants done instead of answering. */
  readonly silence?: "cut" | "hang";
};

/** Answers one request under `/v1`: key, route, idempotency, trouble, operation, in this order. */
export async function answerApi(office: Office, request: ApiRequest): Promise<ApiAnswer> {
  try {
    if (office.desk.trouble.take("down", request.path))
      throw new StripeFault(503, { type: "api_error", message: "The sandbox plays dead." });
    const form = decodeForm(request.method === "POST" ? request.body : "");
    const query = decodeForm(request.search);
    const caller = whoCalls(office.keys, { authorization: request.authorization, form, query });
    const route = findRoute(request.method, request.path);
    if (!route) throw unknownUrl(request);
    if (caller === "browser" && !route.forBrowsers) throw secretKeyRequired();
    const desk = deskFor(office, request.account);
    const call = { form, query, id: route.id, expand: expandOf(form, query), fromBrowser: caller === "browser" };
    const answer = await once(office, request, { operation: route.operation, call, desk });
    const silence = route.charges ? office.desk.trouble.take("timeout_after_charge", request.path) : undefined;
    return silence ? { ...answer, silence: silence.mode ?? "cut" } : answer;
  } catch (error) {
    return { ...failed(office, error), replayed: false };
  }
}

/** What outlives a request: the desk, the idempotency keys, the API keys. */
export type Office = {
  /** The platform's. */
  readonly desk: Desk;
  /** Of every account, the platform's first. */
  readonly desks: () => readonly Desk[];
  readonly vault: KeyVault;
  readonly keys: Keys;
  readonly log: (message: string, details: Record<string, unknown>) => void;
};

function deskFor({ desk }: Office, account: string | undefined): Desk {
  return account === undefined ? desk : desk.of(accountForHeader(desk, account).id);
}

type Work = { readonly operation: Operation; readonly call: Omit<Call, "begin">; readonly desk: Desk };

/** Runs the operation, or repeats the answer that its idempotency key already has. */
async function once(office: Office, request: ApiRequest, work: Work): Promise<ApiAnswer> {
  const key =
    request.method === "POST" && request.idempotencyKey ? keyIn(work.desk, request.idempotencyKey) : undefined;
  const known = key ? office.vault.open(key, { path: request.path, params: canonicalForm(work.call.form) }) : undefined;
  if (known) return { ...known, replayed: true };
  const slow = request.method === "POST" ? office.desk.trouble.take("slow", request.path) : undefined;
  if (slow) await new Promise<void>((resolve) => office.desk.later(slow.delayMs ?? 1000, resolve));
  let began = false;
  const begin = () => {
    began = true;
  };
  const cause = { requestId: request.requestId, idempotencyKey: request.idempotencyKey ?? null };
  const answer = work.desk.during(cause, () => perform(office, work, begin));
  if (key && began) office.vault.finish(key, answer);
  else if (key) office.vault.forget(key);
  return { ...answer, replayed: false };
}

/** Each account has keys of its own. */
function keyIn({ account }: Desk, key: string): string {
  return account === undefined ? key : `${account} ${key}`;
}

function perform(office: Office, work: Work, begin: () => void): Answer {
  try {
    const result = work.operation(work.desk, { ...work.call, begin });
    return { status: 200, body: JSON.stringify(expandReferences(work.desk, result, work.call.expand)) };
  } catch (error) {
    return failed(office, error);
  }
}

function failed(office: Office, error: unknown): Answer {
  if (error instanceof StripeFault)
    return { status: error.status, body: JSON.stringify({ error: errorOnWire(error.fields) }) };
  office.log("sandbox operation failed", { error: error instanceof Error ? error.stack : String(error) });
  return { status: 500, body: JSON.stringify({ error: { type: "api_error", message: "The sandbox failed." } }) };
}

function expandOf(form: Form, query: Form): string[] {
  return [...textsOf(form, "expand"), ...textsOf(query, "expand"), textOf(query, "expand") ?? ""].filter(Boolean);
}

function unknownUrl({ method, path }: ApiRequest) {
  const message = `Unrecognized request URL (${method}: ${path}). The sandbox speaks only what Fairseat needs.`;
  return new StripeFault(404, { type: "invalid_request_error", message });
}

function secretKeyRequired() {
  const message = "This API call cannot be made with a publishable API key. Please use a secret API key.";
  return new StripeFault(401, { type: "invalid_request_error", code: "secret_key_required", message });
}
