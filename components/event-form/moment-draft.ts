import { offsetAt, readWallTime, wallTimeAt } from "#lib/platform/wall-clock";

/** A moment as it is typed: a date, an hour, and which of two moments is meant on a night when the clocks change. */
export type MomentDraft = { day: string; month: string; year: string; time: string; offset: string };

export const NO_MOMENT: MomentDraft = { day: "", month: "", year: "", time: "", offset: "" };

/** The parts of a moment field by their names in its form, behind the field's own name. */
export const MOMENT_PARTS = ["day", "month", "year", "time", "offset"] as const;

/** What was typed. `never` and `twice` are nights when the clocks change, with the two moments that may be meant. */
export type MomentReading =
  | { kind: "empty" | "date" | "time" }
  | { kind: "once"; iso: string }
  | { kind: "never" | "twice"; choices: readonly { iso: string; offset: string }[] };

/** Reads a typed moment on the clocks of a place. A night when the clocks change is clear once one of its two moments was chosen. */
export function readMoment(draft: MomentDraft, timeZone: string): MomentReading {
  const { day, month, year, time } = draft;
  if ([day, month, year, time].every((part) => part.trim() === "")) return { kind: "empty" };
  const date = [year, month, day].map(wholeNumber);
  const [y = Number.NaN, m = Number.NaN, d = Number.NaN] = date;
  if (date.some(Number.isNaN) || y < 1900 || y > 2200) return { kind: "date" };
  const clock = readHour(time);
  const noon = readWallTime({ year: y, month: m, day: d, hour: 12, minute: 0 }, timeZone);
  if (!noon) return { kind: "date" };
  const reading = clock && readWallTime({ year: y, month: m, day: d, ...clock }, timeZone);
  if (!reading) return { kind: "time" };
  if (reading.kind === "once") return { kind: "once", iso: isoOf(reading.moment.atMs) };
  const choices = reading.moments.map(({ atMs, offset }) => ({ iso: isoOf(atMs), offset }));
  const chosen = choices.find(({ offset }) => offset === draft.offset);
  return chosen ? { kind: "once", iso: chosen.iso } : { kind: reading.kind, choices };
}

/** The two moments of a night when the clocks change, also once one was chosen; undefined on other days. */
export function nightChoices(draft: MomentDraft, timeZone: string) {
  const reading = readMoment({ ...draft, offset: "" }, timeZone);
  return "choices" in reading ? reading : undefined;
}

/** A moment (ISO 8601) as the fields of a place show it. */
export function momentDraft(iso: string, timeZone: string): MomentDraft {
  const { day, month, year, hour, minute } = wallTimeAt(Date.parse(iso), timeZone);
  const draft = {
    day: String(day),
    month: String(month),
    year: String(year),
    time: clockText(hour, minute),
    offset: "",
  };
  return nightChoices(draft, timeZone) ? { ...draft, offset: offsetAt(Date.parse(iso), timeZone) } : draft;
}

function clockText(hour: number, minute: number): string {
  return [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");
}

const isoOf = (atMs: number) => new Date(atMs).toISOString();

function wholeNumber(typed: string): number {
  return /^\s*\d{1,4}\s*$/.test(typed) ? Number(typed) : Number.NaN;
}

/** 20:00, 20.00, 20h00, 2000 and 20 are one hour; 8:30 pm and 8pm are evenings. */
function readHour(typed: string): { hour: number; minute: number } | undefined {
  const parts = /^\s*(\d{1,2})(?:\s*[:.h]\s*(\d{2})|(\d{2}))?\s*h?\s*([ap])?\.?m?\.?\s*$/i.exec(typed);
  if (!parts) return undefined;
  const [, hours = "", minutes, joined, half] = parts;
  const isPm = half?.toLowerCase() === "p";
  const hour = half ? (Number(hours) % 12) + (isPm ? 12 : 0) : Number(hours);
  if (half && (Number(hours) < 1 || Number(hours) > 12)) return undefined;
  const minute = Number(minutes ?? joined ?? 0);
  return hour < 24 && minute < 60 ? { hour, minute } : undefined;
}
