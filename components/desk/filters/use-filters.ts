"use client";

import { parseAsString, useQueryStates } from "nuqs";

/** The answers of a FilterBar in `client` mode, by name; null where nothing is asked. */
export function useFilters<Name extends string>(names: readonly Name[]): Record<Name, string | null> {
  const [values] = useQueryStates(Object.fromEntries(names.map((name) => [name, parseAsString])));
  return values as Record<Name, string | null>;
}
