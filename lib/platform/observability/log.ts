import { format, stripVTControlCharacters } from "node:util";
import pino from "pino";
import { isRequestAborted } from "../http/request-aborted.ts";
import { currentContext } from "../http/request-context.ts";
import { singleton } from "../singleton.ts";

/**
 * JSON lines. Every line of a request carries its ids; personal data and secrets are masked by name wherever they stand
 * in an object, and mail addresses in messages and errors as well.
 */
export function log(): pino.Logger {
  return singleton("log", () =>
    pino(
      {
        level: process.env.LOG_LEVEL || "info",
        base: { service: "fairseat" },
        mixin: () => ({ ...currentContext() }),
        formatters: {
          level: (label) => ({ level: label }),
          log: (fields) => maskNames(fields) as Record<string, unknown>,
        },
        serializers: { err: (error: Error) => maskDeep(pino.stdSerializers.err(error)) },
        timestamp: pino.stdTimeFunctions.isoTime,
      },
      // Lines are written together, at the latest after a fifth of a second and when the process ends.
      pino.destination({ sync: false, minLength: 8_192, periodicFlush: 200 }),
    ),
  );
}

/** Turns what libraries write to the console into lines of the log, so that all that a server says is JSON and masked. */
export function captureConsole(): void {
  const levels = { error: "error", warn: "warn", info: "info", log: "info", debug: "debug" } as const;
  for (const [method, level] of Object.entries(levels)) {
    const write = (...parts: unknown[]) => {
      const text = maskText(stripVTControlCharacters(format(...parts))).trim();
      // Next writes each error of a request to the console, also that the client went away.
      const isOfClient = parts.some(isRequestAborted) || /^⨯ Error: aborted\n[\s\S]*\bECONNRESET\b/.test(text);
      if (text) log()[isOfClient ? "info" : level](text);
    };
    Object.assign(console, { [method]: write });
  }
}

const MASKED = new Set([
  "email",
  "name",
  "phone",
  "password",
  "passwordHash",
  "authorization",
  "cookie",
  "token",
  "sessionToken",
  "secret",
  "clientSecret",
  "client_secret",
  "billing_details",
  "card",
]);

/** Masks mail addresses and card numbers in free text. */
export function maskText(text: string): string {
  return text.replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, "[mail]").replace(/\b\d(?:[ -]?\d){12,18}\b/g, "[digits]");
}

/** Masks the values of sensitive names at any depth. Copies only what it changes, because most lines need no change. */
function maskNames(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || value instanceof Error || depth >= DEPTH_MAX) return value;
  let copy: Record<string, unknown> | undefined;
  for (const [key, inner] of Object.entries(value)) {
    const masked = MASKED.has(key) ? "[masked]" : maskNames(inner, depth + 1);
    if (masked === inner) continue;
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
    copy[key] = masked;
  }
  return copy ?? value;
}

/** Errors carry what their library put into them: deep, shared, sometimes in circles. None of it is changed here. */
const DEPTH_MAX = 5;

function maskDeep(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return maskText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEPTH_MAX) return "[deep]";
  if (Array.isArray(value)) return value.map((inner) => maskDeep(inner, depth + 1));
  // A connection or request attached to an error would add pages of library internals to the log.
  if (depth > 0 && !isPlain(value)) return `[${value.constructor?.name ?? "object"}]`;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, MASKED.has(key) ? "[masked]" : maskDeep(inner, depth + 1)]),
  );
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as unknown;
  return prototype === null || prototype === Object.prototype || value instanceof Error;
}
