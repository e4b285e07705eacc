import type { z } from "zod";
import type { FormState } from "./form-state.ts";

export type Read<Input> = { ok: true; input: Input; values: Record<string, string> } | { ok: false; state: FormState };

/** The form's texts through the contract; on failure the names of the fields to correct. No secret is ever sent back. */
export function readForm<S extends z.ZodObject>(schema: S, form: FormData): Read<z.output<S>> {
  const given = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, form.get(name) ?? ""]));
  const texts = Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const values = Object.fromEntries(texts.filter(([name]) => name !== "password" && name !== "token"));
  const parsed = schema.safeParse(given);
  if (parsed.success) return { ok: true, input: parsed.data, values };
  return {
    ok: false,
    state: { values, wrong: [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))] },
  };
}
