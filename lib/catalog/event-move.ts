import { z } from "zod";
import { isOpenDate } from "#lib/platform/open-date";
import type { EventFields } from "./event-rules.ts";

/** What of an event its holders must hear of when it changes. */
export const CHANGED_PARTS = ["title", "subtitle", "time", "venue", "end", "doors", "programme"] as const;
export type ChangedPart = (typeof CHANGED_PARTS)[number];

/** The changes for which holders may give their tickets back. */
const OPENS_RETURNS: ReadonlySet<ChangedPart> = new Set(["title", "time", "venue", "programme"]);

const instant = z.iso.datetime();

/** Where an event takes place, as people are told it. */
const place = z.object({
  name: z.string(),
  address: z.string(),
  city: z.string(),
  country: z.string(),
  timeZone: z.string(),
});
export type Place = z.output<typeof place>;

/** The last change of an event as it is stored with it. Times are ISO 8601 in UTC. */
export const eventChange = z.object({
  parts: z.array(z.enum(CHANGED_PARTS)),
  before: z.object({
    startsAt: instant,
    endsAt: instant,
    doorsAt: instant,
    performers: z.array(z.string()),
    /** Changes from before an event could change its venue carry none. */
    venue: place.optional(),
    /** Changes from before titles were among what holders hear of carry none. */
    title: z.string().optional(),
    subtitle: z.string().optional(),
  }),
  at: instant,
});
export type LastChange = z.output<typeof eventChange>;

type Told = Pick<EventFields, "title" | "subtitle" | "startsAtMs" | "endsAtMs" | "doorsAtMs" | "performers"> & {
  venueId: number;
  place: Place;
};

export type EventMove = {
  change: LastChange;
  /** Until when holders may give their tickets back for this change; undefined where it is no reason to. */
  returnUntil: Date | undefined;
};

/**
 * What changes for the holders of tickets; undefined when nothing does. They may give back for some days, and always until the new
 * start at the latest. A date that an earlier change promised is never brought forward.
 */
export function judgeMove(
  before: Told,
  after: Told,
  { now, returnDays, promisedUntil }: { now: Date; returnDays: number; promisedUntil: Date | null },
): EventMove | undefined {
  const parts = changedParts(before, after);
  if (parts.length === 0) return undefined;
  const change = {
    parts,
    before: {
      startsAt: new Date(before.startsAtMs).toISOString(),
      endsAt: new Date(before.endsAtMs).toISOString(),
      doorsAt: new Date(before.doorsAtMs).toISOString(),
      performers: before.performers,
      venue: before.place,
      title: before.title,
      subtitle: before.subtitle,
    },
    at: now.toISOString(),
  };
  const daysMs = now.getTime() + returnDays * DAY_MS;
  const untilMs = Math.min(Math.max(daysMs, promisedUntil?.getTime() ?? 0), after.startsAtMs);
  return { change, returnUntil: parts.some((part) => OPENS_RETURNS.has(part)) ? new Date(untilMs) : undefined };
}

const DAY_MS = 86_400_000;

function changedParts(before: Told, after: Told): ChangedPart[] {
  const parts = CHANGED_PARTS.filter((part) => VALUE[part](before) !== VALUE[part](after));
  // Doors and end follow the start.
  return parts.includes("time") ? parts.filter((part) => part !== "end" && part !== "doors") : parts;
}

const VALUE: Record<ChangedPart, (event: Told) => string | number> = {
  title: ({ title }) => wordsAlone(title),
  subtitle: ({ subtitle }) => wordsAlone(subtitle),
  time: ({ startsAtMs, place: { timeZone } }) => `${startsAtMs} ${clockAt(startsAtMs, timeZone)}`,
  venue: ({ venueId }) => venueId,
  end: ({ endsAtMs }) => endsAtMs,
  doors: ({ doorsAtMs }) => doorsAtMs,
  programme: ({ performers }) => JSON.stringify(performers),
};

/** A text without letter case, blanks and punctuation: what is only written in another way is no news. */
function wordsAlone(text: string): string {
  const words = text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, " ");
  return words.trim() || text;
}

/** Which sentence says a changed part: a start may go to a date that is to be announced, or come from there. */
export function partWord(
  part: ChangedPart,
  startsBefore: string,
  startsAfter: string,
): ChangedPart | "timeOpen" | "timeSet" {
  if (part !== "time") return part;
  if (isOpenDate(startsAfter)) return "timeOpen";
  return isOpenDate(startsBefore) ? "timeSet" : "time";
}

/** The date and hour that a clock in this zone shows: a start that stays may still be another hour at another place. */
export function clockAt(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "short", timeStyle: "short", timeZone }).format(atMs);
}

/** The stored column, or null where there was no change. */
export function readLastChange(stored: unknown): LastChange | null {
  return eventChange.safeParse(stored).data ?? null;
}

/** A place in a sentence. */
export function placeText({ name, address, city }: Pick<Place, "name" | "address" | "city">): string {
  return `${name}, ${address}, ${city}`;
}
