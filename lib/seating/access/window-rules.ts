type Window = { name: string; opensAt: Date; closesAt: Date; levelIds: readonly number[] };

type Ground = {
  /** The event's other presales. */
  known: readonly Window[];
  salesStartAt: Date;
  timeZone: string;
  levels: readonly { id: number }[];
};

/**
 * What is wrong with a presale, field by field: each has a time of its own before the general sale, so that there is one answer to who
 * may buy now. Times are named as the venue's clock shows them.
 */
export function windowProblems(asked: Window, { known, salesStartAt, timeZone, levels }: Ground) {
  const fields: { path: string; message: string }[] = [];
  const at = (time: Date) => time.toLocaleString("en-GB", { timeZone, dateStyle: "medium", timeStyle: "short" });
  if (asked.closesAt <= asked.opensAt) fields.push({ path: "closes_at", message: "must be after the opening" });
  else if (asked.closesAt > salesStartAt)
    fields.push({ path: "closes_at", message: `must not be after the general sale begins, at ${at(salesStartAt)}` });
  if (known.some(({ name }) => name.toLowerCase() === asked.name.toLowerCase()))
    fields.push({ path: "name", message: "is the name of another presale of this event" });
  const other = known.find(({ opensAt, closesAt }) => asked.opensAt < closesAt && opensAt < asked.closesAt);
  if (other)
    fields.push({
      path: "opens_at",
      message: `overlaps with “${other.name}”, open from ${at(other.opensAt)} to ${at(other.closesAt)}`,
    });
  const unknown = asked.levelIds.filter((id) => !levels.some((level) => level.id === id));
  if (unknown.length > 0)
    fields.push({ path: "price_levels", message: `${unknown.join(", ")}: no price level of this event` });
  return fields;
}
