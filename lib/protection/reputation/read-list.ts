import { toMailAddress } from "#lib/platform/mail-address";
import { LINES_MAX, LISTS, type ListName, type ListRefusal } from "./list-names.ts";
import { type NetworkSet, networkSet, type Range, readNetwork } from "./network-set.ts";

export type ReputationList = {
  readonly entries: number;
  readonly networks: NetworkSet;
  readonly domains: ReadonlySet<string>;
};
export type RefusedList = { readonly ok: false; readonly refusal: ListRefusal; readonly line?: number };

/**
 * Reads a file of a list: one network or domain a line; what follows a `#` is a comment. Refuses a file without any, with more than 200,000
 * lines, or with a line that is neither, naming the line: half of a list, or the error page of a server, must not pass for a list.
 */
export function readList(name: ListName, text: string): { ok: true; list: ReputationList } | RefusedList {
  const lines = text.split("\n", LINES_MAX + 1);
  if (lines.length > LINES_MAX) return { ok: false, refusal: "too_many_lines" };
  const ranges: Range[] = [];
  const domains = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const entry = line.split("#", 1)[0]?.trim() ?? "";
    if (entry === "") continue;
    const range = LISTS[name] === "networks" ? readNetwork(entry) : undefined;
    const domain = LISTS[name] === "domains" ? readDomain(entry) : undefined;
    if (range) ranges.push(range);
    else if (domain) domains.add(domain);
    else return { ok: false, refusal: "broken_line", line: index + 1 };
  }
  const entries = ranges.length + domains.size;
  if (entries === 0) return { ok: false, refusal: "empty" };
  return { ok: true, list: { entries, networks: networkSet(ranges), domains } };
}

/** In the form that addresses are stored in. A domain without a dot would name a whole ending such as `com`. */
function readDomain(entry: string): string | undefined {
  const domain = toMailAddress(`x@${entry}`)?.slice(2);
  return domain?.includes(".") ? domain : undefined;
}

/** Whether the list names this domain or one above it. */
export function isInDomains(domain: string, domains: ReadonlySet<string>): boolean {
  for (let rest = domain; rest !== ""; rest = rest.slice(rest.indexOf(".") + 1)) {
    if (domains.has(rest)) return true;
    if (!rest.includes(".")) return false;
  }
  return false;
}
