import { invalidRequest } from "./fault.ts";

/** Form-encoded bodies and queries with nested keys: `card[number]=…`, `expand[0]=…`, `expand[]=…`. */
export type Form = { [key: string]: string | Form };

/** Objects have no prototype, so a key such as `__proto__` is a key like any other. Deep or huge forms are refused. */
export function decodeForm(text: string): Form {
  const form: Form = Object.create(null);
  let count = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.replaceAll("]", "").split("[");
    if (++count > KEYS_MAX || path.length > DEPTH_MAX)
      throw invalidRequest("Too many or too deeply nested parameters.");
    put(form, path, value);
  }
  return form;
}

export function textOf(form: Form, name: string): string | undefined {
  const value = form[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function formOf(form: Form, name: string): Form {
  const value = form[name];
  return typeof value === "object" ? value : Object.create(null);
}

export function textsOf(form: Form, name: string): string[] {
  return Object.values(formOf(form, name)).filter((value) => typeof value === "string");
}

/** An integer parameter, refused as Stripe does when it is anything else. */
export function integerOf(form: Form, name: string): number | undefined {
  const text = textOf(form, name);
  if (text === undefined) return undefined;
  if (!/^-?\d{1,15}$/.test(text)) {
    throw invalidRequest(`Invalid integer: ${text}`, { code: "parameter_invalid_integer", param: name });
  }
  return Number(text);
}

/** Refuses unknown parameters like Stripe does, which reveals misspelt ones. */
export function refuseUnknown(form: Form, known: readonly string[]): void {
  const unknown = Object.keys(form).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw invalidRequest(`Received unknown parameter: ${unknown}`, { code: "parameter_unknown", param: unknown });
}

/** The same parameters give the same text whatever their order. */
export function canonicalForm(form: Form): string {
  const entries = Object.keys(form)
    .sort()
    .map((name) => {
      const value = form[name] ?? "";
      return `${JSON.stringify(name)}:${typeof value === "string" ? JSON.stringify(value) : canonicalForm(value)}`;
    });
  return `{${entries.join(",")}}`;
}

const KEYS_MAX = 500;
const DEPTH_MAX = 5;

function put(form: Form, path: readonly string[], value: string): void {
  let at = form;
  path.forEach((name, depth) => {
    const key = name === "" ? String(Object.keys(at).length) : name;
    if (depth === path.length - 1) {
      at[key] = value;
      return;
    }
    const inner = at[key];
    const next: Form = typeof inner === "object" ? inner : Object.create(null);
    at[key] = next;
    at = next;
  });
}
