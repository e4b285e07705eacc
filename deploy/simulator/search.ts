import type { Desk, Operation } from "./desk.ts";
import { invalidRequest } from "./fault.ts";
import { integerOf, refuseUnknown, textOf } from "./form.ts";
import { renderCharge } from "./rendering/render-charge.ts";
import { renderIntent } from "./rendering/render-intent.ts";

/** `GET /v1/payment_intents/search` and `GET /v1/charges/search`, in Stripe's query language (docs.stripe.com/search). */
export const searchIntents: Operation = (desk, call) =>
  search(call, {
    url: "/v1/payment_intents/search",
    found: desk.ledger.intents.list().map((intent) => renderIntent(desk, intent)),
  });

export const searchCharges: Operation = (desk: Desk, call) =>
  search(call, {
    url: "/v1/charges/search",
    found: desk.ledger.charges.list().map((charge) => renderCharge(desk, charge)),
  });

type Searched = { readonly id: string; readonly metadata: Readonly<Record<string, string>> };

function search<T extends Searched>({ query }: Parameters<Operation>[1], { url, found }: { url: string; found: T[] }) {
  refuseUnknown(query, ["query", "limit", "page", "expand", "key"]);
  const limit = integerOf(query, "limit") ?? 10;
  if (limit < 1 || limit > 100) throw invalidRequest("Limit must be between 1 and 100.", { param: "limit" });
  const matches = readQuery(textOf(query, "query") ?? "");
  const wanted = found.filter(matches);
  // The token of a page is the id of the last object of the one before it.
  const token = textOf(query, "page");
  const start = token === undefined ? 0 : wanted.findIndex(({ id }) => id === token) + 1;
  if (token !== undefined && start === 0) throw invalidRequest("Invalid page.", { param: "page" });
  const data = wanted.slice(start, start + limit);
  const has_more = wanted.length > start + limit;
  return { object: "search_result", url, has_more, next_page: has_more ? (data.at(-1)?.id ?? null) : null, data };
}

type Matches = (object: Searched) => boolean;

/** Clauses such as `status:'succeeded'`, `-currency:"eur"`, `metadata["order"]:"x"`, `amount>1000`, joined by AND or by OR. */
function readQuery(text: string): Matches {
  const joints = new Set(
    [...text.replaceAll(QUOTED, "").matchAll(/\s+(AND|OR)\s+/gi)].map(([, joint]) => joint?.toUpperCase()),
  );
  const clauses = text.split(/\s+(?:AND\s+|OR\s+)?(?=-?(?:\w+|metadata\[[^\]]+\])\s*[:~<>])/i).filter(Boolean);
  if (joints.size > 1 || clauses.length === 0 || clauses.length > CLAUSES_MAX) throw unreadable(text);
  const read = clauses.map(readClause);
  return joints.has("OR")
    ? (object) => read.some((matches) => matches(object))
    : (object) => read.every((matches) => matches(object));
}

const QUOTED = /"[^"]*"|'[^']*'/g;
const CLAUSES_MAX = 10;
const FIELDS = new Set(["amount", "created", "currency", "customer", "status"]);

function readClause(text: string): Matches {
  const parts = /^(-?)(\w+)(?:\[["']([^"'\]]+)["']\])?\s*(:|~|<=|>=|<|>)\s*(?:"([^"]*)"|'([^']*)'|(\d+|null))$/.exec(
    text.trim(),
  );
  if (!parts) throw unreadable(text);
  const [, minus, field = "", key, operator = "", ...values] = parts;
  const value = values.find((one) => one !== undefined) ?? "";
  if (key === undefined ? !FIELDS.has(field) : field !== "metadata") throw unreadable(text);
  const matches: Matches = (object) => {
    const given = key === undefined ? (object as unknown as Record<string, unknown>)[field] : object.metadata[key];
    return compare(given ?? null, { operator, value });
  };
  return minus === "" ? matches : (object) => !matches(object);
}

function compare(given: unknown, { operator, value }: { operator: string; value: string }): boolean {
  if (operator === ":") return String(given).toLowerCase() === value.toLowerCase();
  if (operator === "~") return typeof given === "string" && given.toLowerCase().includes(value.toLowerCase());
  if (typeof given !== "number") return false;
  const limit = Number(value);
  if (operator === "<") return given < limit;
  if (operator === ">") return given > limit;
  return operator === "<=" ? given <= limit : given >= limit;
}

function unreadable(text: string) {
  return invalidRequest(`We were unable to parse your search query: ${text}`, { param: "query" });
}
