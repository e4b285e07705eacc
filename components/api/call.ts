import type { z } from "zod";
import { PROOF_HEADER } from "#lib/platform/http/key-proof-format";
import type { Refusal } from "#lib/platform/http/refusals";
import type { CallSigner } from "./call-signer.ts";
import type { ENDPOINTS } from "./endpoints.ts";

/** The typed client of our own pages: what an endpoint takes and answers is inferred from its contract. */
type Endpoints = typeof ENDPOINTS;
export type EndpointName = keyof Endpoints;

type PathNames<Route extends string> = Route extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathNames<Rest>
  : never;
type Input<Name extends EndpointName, Part extends "query" | "body"> =
  Endpoints[Name] extends Record<Part, infer Schema extends z.ZodType> ? { [Key in Part]: z.input<Schema> } : object;
type Params<Name extends EndpointName> = [PathNames<Name>] extends [never]
  ? object
  : { readonly params: Readonly<Record<PathNames<Name>, string | number>> };

export type Call<Name extends EndpointName> = Params<Name> &
  Input<Name, "body"> &
  Input<Name, "query"> & {
    /** The key of the link in an order's mail. */
    readonly linkKey?: string | undefined;
    /** Origin of the API, empty in a browser. */
    readonly base?: string;
    readonly timeoutMs?: number;
    readonly signal?: AbortSignal;
  };

type Answers<Name extends EndpointName> = Endpoints[Name]["answers"];
type Value<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** A refusal as the API words it; `network` when nothing came back at all. */
export type ApiRefusal = (Refusal | { readonly code: "network" }) & { readonly message: string };

/** `serverNow` is the server's clock in epoch milliseconds, to the second. `status` is 0 when nothing came back. */
export type Answer<Name extends EndpointName> =
  | {
      [Status in keyof Answers<Name>]: {
        readonly ok: true;
        readonly status: Status;
        readonly value: Value<Answers<Name>[Status]>;
        readonly serverNow: number | undefined;
      };
    }[keyof Answers<Name>]
  | {
      readonly ok: false;
      readonly status: number;
      readonly refusal: ApiRefusal;
      /** How long the server asks to wait before the next try. */
      readonly retryAfterSeconds?: number;
    };

/** Calls an endpoint. Never throws: trouble is an answer like any other. */
export async function call<Name extends EndpointName>(name: Name, given: Call<Name>): Promise<Answer<Name>> {
  const answer = await callOnce(name, given);
  if (!signer || answer.ok || answer.refusal.code !== "invalid_proof" || answer.refusal.problem !== "clock")
    return answer;
  // The browser's clock is wrong by minutes. Nothing was done, so it is asked again by the server's.
  signer.setClock(answer.refusal.server_time);
  return callOnce(name, given);
}

/** Has the calls of this page signed from now on. */
export function signCallsWith(given: CallSigner): void {
  signer = given;
}

let signer: CallSigner | undefined;

async function callOnce<Name extends EndpointName>(name: Name, given: Call<Name>): Promise<Answer<Name>> {
  const [method = "", route = ""] = name.split(" ");
  const { params = {}, query, body, linkKey, base = "", timeoutMs, signal }: Parts = given;
  const path = route.replace(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(String(params[part])));
  const asked = Object.entries(query ?? {}).map(([field, value]): [string, string] => [field, String(value)]);
  const search = String(new URLSearchParams([...asked, ...(linkKey ? [["key", linkKey]] : [])]));
  const signals = [...(signal ? [signal] : []), ...(timeoutMs === undefined ? [] : [AbortSignal.timeout(timeoutMs)])];
  const text = body === undefined ? "" : JSON.stringify(body);
  try {
    const proof = await proofOf(name, { method, path: base + path, text });
    const headers = {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(proof === undefined ? {} : { [PROOF_HEADER]: proof }),
    };
    const response = await fetch(base + path + (search && `?${search}`), {
      method,
      headers,
      ...(body === undefined ? {} : { body: text }),
      ...(signals.length > 0 ? { signal: AbortSignal.any(signals) } : {}),
    });
    return await readAnswer<Name>(response);
  } catch {
    return { ok: false, status: 0, refusal: { code: "network", message: "" } };
  }
}

/** A page that does not sign its calls waits for nothing. */
function proofOf(name: EndpointName, { method, path, text }: { method: string; path: string; text: string }) {
  return signer?.proofOf(name, { method, url: new URL(path, globalThis.location?.origin).href, text });
}

type Parts = {
  params?: Readonly<Record<string, string | number>>;
  query?: unknown;
  body?: unknown;
  linkKey?: string | undefined;
  base?: string;
  timeoutMs?: number;
  signal?: AbortSignal;
};

/**
 * Reads a response of the endpoint. The server is ours and its tests hold every answer to its contract, so the browser takes
 * it as it says; an answer of something in between (a proxy's page) is `unavailable`.
 */
export async function readAnswer<Name extends EndpointName>(response: Response): Promise<Answer<Name>> {
  const text = await response.text();
  const { ok, status } = response;
  if (ok) {
    const value: unknown = text === "" ? undefined : JSON.parse(text);
    return { ok, status, value, serverNow: dateOf(response) } as Answer<Name>;
  }
  const { error = "unavailable", message = "", ...data } = parseObject(text);
  return { ok: false, status, refusal: { ...data, code: error, message } as ApiRefusal };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** The Date header names the second that has begun; half a second later is the best guess. */
function dateOf(response: Response): number | undefined {
  const date = Date.parse(response.headers.get("date") ?? "");
  return Number.isNaN(date) ? undefined : date + 500;
}
