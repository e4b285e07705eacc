import { format, stripVTControlCharacters } from "node:util";
import pino from "pino";
import { currentContext } from "./request-context.ts";
import { singleton } from "./singleton.ts";

/**
 * JSON lines. Every line of a request carries its ids; personal data and secrets are masked by name wherever they stand
 * in an object, and mail addresses in messages and errors as well.
 */
export function log(): pino.Logger {
  return singleton("log", () =>
    pino({
      level: process.env.LOG_LEVEL || "info",
      base: { service: "fairseat" },
      mixin: () => ({ ...currentContext() }),
      redact: { paths: MASKED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[masked]" },
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: Error) => maskDeep(pino.stdSerializers.err(error)) },
      timestamp: pino.stdTimeFunctions.isoTime,
    }),
  );
}

/** Turns what libraries write to the console into lines of the log, so that all that a server says is JSON and masked. */
export function captureConsole(): void {
  const levels = { error: "error", warn: "warn", info: "info", log: "info", debug: "debug" } as const;
  for (const [method, level] of Object.entries(levels)) {
    const write = (...parts: unknown[]) => {
      const text = maskText(stripVTControlCharacters(format(...parts))).trim();
      if (text) log()[level](text);
    };
    Object.assign(console, { [method]: write });
  }
}

const MASKED = [
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
];

/** Replaces what looks like a mail address or a card number by a mark, so that free text gives nobody away. */
export function maskText(text: string): string {
  return text.replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, "[mail]").replace(/\b\d(?:[ -]?\d){12,18}\b/g, "[digits]");
}

/** Errors carry what their library put into them: deep, shared, sometimes in circles. None of it is changed here. */
const DEPTH_MAX = 5;

function maskDeep(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return maskText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEPTH_MAX) return "[deep]";
  if (Array.isArray(value)) return value.map((inner) => maskDeep(inner, depth + 1));
  // A connection or a request that hangs on an error is pages of its library's insides, and nobody's business.
  if (depth > 0 && !isPlain(value)) return `[${value.constructor?.name ?? "object"}]`;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, MASKED.includes(key) ? "[masked]" : maskDeep(inner, depth + 1)]),
  );
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as unknown;
  return prototype === null || prototype === Object.prototype || value instanceof Error;
}
