import type { Call } from "./desk.ts";
import { invalidRequest, noSuch } from "./fault.ts";
import { type Form, formOf, integerOf, refuseUnknown, textOf } from "./form.ts";

type Listed = { readonly id: string; readonly created: number };

export type Listing<T extends Listed> = {
  /** `/v1/refunds`: what the list names as its address. */
  readonly url: string;
  /** Newest first. */
  readonly records: readonly T[];
  /** The parameters that keep only records with the value asked for. */
  readonly filters: Readonly<Record<string, (record: T) => string | null>>;
  readonly render: (record: T) => unknown;
};

/**
 * One page of a list as Stripe gives it (docs.stripe.com/api/pagination): `starting_after` goes on to older records,
 * `ending_before` back to newer ones, both newest first; `has_more` says whether there are more in that direction.
 * Refuses unknown parameters, a limit outside 1 to 100, both cursors at once, and a cursor that does not exist.
 */
export function page<T extends Listed>(call: Call, { url, records, filters, render }: Listing<T>) {
  const { query } = call;
  refuseUnknown(query, [...COMMON, ...Object.keys(filters)]);
  const limit = limitOf(query);
  const after = cursor(query, "starting_after", records);
  const before = cursor(query, "ending_before", records);
  if (after !== undefined && before !== undefined) {
    throw invalidRequest("You may only specify one of these parameters: ending_before, starting_after.");
  }
  const wanted = Object.entries(filters).flatMap(([name, read]) => {
    const value = textOf(query, name);
    return value === undefined ? [] : [(record: T) => read(record) === value];
  });
  const found = records
    .slice(after === undefined ? 0 : after + 1, before)
    .filter((record) => isWithin(query, record.created) && wanted.every((matches) => matches(record)));
  const part = before === undefined ? found.slice(0, limit) : found.slice(-limit);
  return { object: "list", data: part.map(render), has_more: found.length > part.length, url };
}

const COMMON = ["limit", "starting_after", "ending_before", "created", "expand", "key"];

function limitOf(query: Form): number {
  const limit = integerOf(query, "limit") ?? 10;
  const about = { code: "parameter_invalid_integer", param: "limit" };
  if (limit < 1) throw invalidRequest("This value must be greater than or equal to 1.", about);
  if (limit > 100) throw invalidRequest("This value must be less than or equal to 100.", about);
  return limit;
}

function cursor(query: Form, param: string, records: readonly Listed[]): number | undefined {
  const id = textOf(query, param);
  if (id === undefined) return undefined;
  const at = records.findIndex((record) => record.id === id);
  if (at === -1) throw noSuch("object", id, { param, status: 400 });
  return at;
}

function isWithin(query: Form, created: number): boolean {
  const range = formOf(query, "created");
  const [gte, gt, lte, lt] = [
    integerOf(range, "gte") ?? 0,
    integerOf(range, "gt") ?? -1,
    integerOf(range, "lte") ?? Infinity,
    integerOf(range, "lt") ?? Infinity,
  ];
  const exactly = typeof query.created === "string" ? integerOf(query, "created") : undefined;
  const isInRange = created >= gte && created > gt && created <= lte && created < lt;
  return isInRange && (exactly === undefined || created === exactly);
}
