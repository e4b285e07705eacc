import { createHash } from "node:crypto";
import type { Layout } from "./layout.ts";

/**
 * The name of a layout: SHA-256 (hex) over its canonical JSON, and that JSON. Keys are sorted and absent values left
 * out, so that the same hall has the same hash whoever wrote the object and in whichever order; the JSON is what is
 * stored and served, byte for byte.
 */
export function hashLayout(layout: Layout): { hash: string; json: string } {
  const json = JSON.stringify(layout, (_key, value: unknown) => (isRecord(value) ? sorted(value) : value));
  return { hash: createHash("sha256").update(json, "utf8").digest("hex"), json };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
