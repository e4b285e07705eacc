/** The lists of reputation, by the names of their files. Browser-safe. */
export const LISTS = {
  bots: "networks",
  vpn: "networks",
  tor: "networks",
  hosting: "networks",
  "disposable-mail": "domains",
} as const;

export type ListName = keyof typeof LISTS;
export const LIST_NAMES = Object.keys(LISTS) as ListName[];
export type NetworkListName = Exclude<ListName, "disposable-mail">;

/** Why a new file of a list is not taken. The last good one stays. */
export const LIST_REFUSALS = ["missing", "unreachable", "too_large", "too_many_lines", "empty", "broken_line"] as const;
export type ListRefusal = (typeof LIST_REFUSALS)[number];

export const LINES_MAX = 200_000;
export const BYTES_MAX = 8 * 1_024 * 1_024;
