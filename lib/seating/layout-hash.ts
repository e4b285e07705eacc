import { createHash } from "node:crypto";
import type { Layout } from "./layout.ts";

/**
 * A layout's hash, SHA-256 (hex) over its canonical JSON, and that JSON. Keys are sorted and absent values left out, so
 * equal halls have equal hashes in any key order. The JSON is stored and served byte for byte.
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
