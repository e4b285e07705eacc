import { Agent as PlainAgent, request as plainRequest } from "node:http";
import { Agent, request } from "node:https";
import { type Address, loopbackRule, pinnedTo, type Resolve, resolveTarget } from "./webhook-connection.ts";
import { bareHost, judgeTarget, type TargetProblem } from "./webhook-target.ts";

/** What an endpoint said: its status, or why there was none. */
export type Sent = { durationMs: number } & (
  | { status: number; failure: null }
  | { status: null; failure: SendFailure }
);
export type SendFailure = TargetProblem | "timeout" | "refused" | "tls" | "broken";

/**
 * Posts a message to a webhook: ten seconds in total, no redirects, at most a kilobyte of the answer, a separate connection. The
 * target is checked and its name resolved every time, because both may change, and the connection uses exactly the checked
 * address. Never throws.
 */
export async function sendWebhook(
  message: { url: string; body: string; headers: Record<string, string> },
  network: Network = {},
): Promise<Sent> {
  const started = performance.now();
  const outcome = await attempt(message, network);
  return { ...outcome, durationMs: Math.round(performance.now() - started) };
}

/** What a test sets in place of the network's own. */
export type Network = { resolve?: Resolve; timeoutMs?: number };

type Outcome = { status: number; failure: null } | { status: null; failure: SendFailure };

const TIMEOUT_MS = 10_000;
const ANSWER_BYTES_MAX = 1_024;

async function attempt(
  message: { url: string; body: string; headers: Record<string, string> },
  network: Network,
): Promise<Outcome> {
  const target = judgeTarget(message.url, loopbackRule());
  if (!target.ok) return { status: null, failure: target.problem };
  const resolved = await resolveTarget(target, network.resolve);
  if (!resolved.ok) return { status: null, failure: resolved.problem };
  try {
    return {
      status: await post(target.url, resolved.addresses, { ...message, timeoutMs: network.timeoutMs ?? TIMEOUT_MS }),
      failure: null,
    };
  } catch (error) {
    return { status: null, failure: failureOf(error) };
  }
}

function post(
  url: URL,
  addresses: readonly Address[],
  { body, headers, timeoutMs }: { body: string; headers: Record<string, string>; timeoutMs: number },
): Promise<number> {
  const isTls = url.protocol === "https:";
  const host = bareHost(url);
  const options = {
    method: "POST",
    host,
    port: url.port || (isTls ? 443 : 80),
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host, ...headers, "content-length": String(Buffer.byteLength(body)) },
    lookup: pinnedTo(addresses),
    signal: AbortSignal.timeout(timeoutMs),
  };
  return new Promise((settle, fail) => {
    const sending = isTls
      ? request({ ...options, agent: new Agent({ keepAlive: false }) })
      : plainRequest({ ...options, agent: new PlainAgent({ keepAlive: false }) });
    sending.on("error", fail);
    sending.on("response", (response) => {
      let read = 0;
      const finish = () => {
        settle(response.statusCode ?? 0);
        sending.destroy();
      };
      response.on("data", (chunk: Buffer) => {
        read += chunk.byteLength;
        if (read > ANSWER_BYTES_MAX) finish();
      });
      response.on("end", finish);
      response.on("error", fail);
    });
    sending.end(body);
  });
}

function failureOf(error: unknown): SendFailure {
  const { name = "", code = "" } = error as { name?: string; code?: string };
  if (name === "TimeoutError" || name === "AbortError" || code === "ETIMEDOUT") return "timeout";
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/.test(code)) return "refused";
  return /CERT|TLS|SSL|SIGNED|ISSUER|ALTNAME/.test(code) ? "tls" : "broken";
}
