import type { Limit } from "#lib/platform/door-spec";
import type { PolicyName } from "./policies.ts";

/** The limit of a door, by the name of its policy. */
export function limitTo(name: PolicyName): Limit {
  return { name, take: async () => ({ headers: {} }) };
}
