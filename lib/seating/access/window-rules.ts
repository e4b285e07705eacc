type Window = { name: string; opensAt: Date; closesAt: Date; levelIds: readonly number[] };

type Ground = {
  /** The event's other presales. */
  known: readonly Window[];
  salesStartAt: Date;
  timeZone: string;
  levels: readonly { id: number }[];
};

/** What is wrong with a field of a presale. `message` is for programs; pages word the problem in the reader's language. */
export type WindowProblem = { path: "name" | "opens_at" | "closes_at" | "price_levels"; message: string } & (
  | { problem: "ends_before_start" | "name_taken" | "unknown_level" }
  | { problem: "into_general_sale"; at: Date }
  | { problem: "overlaps"; other: string; from: Date; to: Date }
);

/**
 * What is wrong with a presale, field by field: each has a time of its own before the general sale, so that there is one answer to who
 * may buy now. Times are named as the venue's clock shows them.
 */
export function windowProblems(asked: Window, { known, salesStartAt, timeZone, levels }: Ground): WindowProblem[] {
  const problems: WindowProblem[] = [];
  const at = (time: Date) => time.toLocaleString("en-GB", { timeZone, dateStyle: "medium", timeStyle: "short" });
  if (asked.closesAt <= asked.opensAt)
    problems.push({ path: "closes_at", problem: "ends_before_start", message: "must be after the opening" });
  else if (asked.closesAt > salesStartAt) {
    const message = `must not be after the general sale begins, at ${at(salesStartAt)}`;
    problems.push({ path: "closes_at", problem: "into_general_sale", at: salesStartAt, message });
  }
  if (known.some(({ name }) => name.toLowerCase() === asked.name.toLowerCase())) {
    const message = "is the name of another presale of this event";
    problems.push({ path: "name", problem: "name_taken", message });
  }
  const other = known.find(({ opensAt, closesAt }) => asked.opensAt < closesAt && opensAt < asked.closesAt);
  if (other) {
    const { name, opensAt: from, closesAt: to } = other;
    const message = `overlaps with “${name}”, open from ${at(from)} to ${at(to)}`;
    problems.push({ path: "opens_at", problem: "overlaps", other: name, from, to, message });
  }
  const unknown = asked.levelIds.filter((id) => !levels.some((level) => level.id === id));
  if (unknown.length > 0) {
    const message = `${unknown.join(", ")}: no price level of this event`;
    problems.push({ path: "price_levels", problem: "unknown_level", message });
  }
  return problems;
}
