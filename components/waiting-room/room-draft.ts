import {
  LEASE_SECONDS,
  PASS_SECONDS,
  PLACES_MAX,
  RATE_MAX,
  ROOM_DEFAULTS,
  type RoomBody,
  type RoomModeWire,
  type RoomWire,
} from "#lib/waiting-room/room-contract";
import { type MomentDraft, momentDraft, NO_MOMENT, readMoment } from "../event-form/moment-draft.ts";

/** The numbers of the form: their bounds, and how many of the API's units one of them is. */
export const ROOM_NUMBERS = {
  rate: { min: 1, max: RATE_MAX, unit: 1 },
  places: { min: 1, max: PLACES_MAX, unit: 1 },
  pass: { min: PASS_SECONDS.min / 60, max: PASS_SECONDS.max / 60, unit: 60 },
  lease: { min: LEASE_SECONDS.min / 60, max: LEASE_SECONDS.max / 60, unit: 60 },
  members: { min: 0, max: PLACES_MAX, unit: 1 },
} as const;
export type RoomNumber = keyof typeof ROOM_NUMBERS;

export type RoomDraft = Record<RoomNumber, string> & { mode: RoomModeWire; opens: MomentDraft };
export type RoomProblems = Partial<Record<RoomNumber, true>> & {
  opens?: "date" | "time" | "never" | "twice" | "opens";
};

/** What stands in the form before anything is typed. */
export function roomDraft(room: RoomWire, timeZone: string): RoomDraft {
  return {
    mode: room.mode,
    opens: room.opens_at ? momentDraft(room.opens_at, timeZone) : NO_MOMENT,
    rate: String(room.rate_per_minute ?? ROOM_DEFAULTS.ratePerMinute),
    places: String(room.places ?? ROOM_DEFAULTS.places),
    pass: String((room.pass_seconds ?? ROOM_DEFAULTS.passSeconds) / 60),
    lease: String((room.lease_seconds ?? ROOM_DEFAULTS.leaseSeconds) / 60),
    members: String(room.members_first ?? ROOM_DEFAULTS.membersFirst),
  };
}

/** When the order is drawn is asked only while it can be set: of a room that is always there, before the draw. */
export const asksOpening = ({ mode }: RoomDraft, room: RoomWire) =>
  mode === "always" && (room.state === "off" || room.state === "before") && !hasDrawn(room);

/** A room that was drawn and turned off has a fixed opening too; the API refuses another. */
const hasDrawn = (room: RoomWire) => room.state === "open";

/**
 * The body of the request, or what is wrong by field. It names only what was changed in the form, so that what another organizer set
 * meanwhile stays, and a draw at the second of the sale's start is not moved to its minute.
 */
export function readRoomDraft(
  draft: RoomDraft,
  { room, timeZone }: { room: RoomWire; timeZone: string },
): { body: RoomBody; problems: RoomProblems } {
  const problems: RoomProblems = {};
  const whole = (name: RoomNumber) => {
    const { min, max, unit } = ROOM_NUMBERS[name];
    const typed = draft[name].trim();
    const number = /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN;
    if (!(number >= min && number <= max)) problems[name] = true;
    return number * unit;
  };
  const typed = {
    mode: draft.mode,
    ...{ rate_per_minute: whole("rate"), places: whole("places") },
    ...{ pass_seconds: whole("pass"), lease_seconds: whole("lease") },
    members_first: whole("members"),
  };
  // A sale without a room has nothing to leave as it is.
  const isThere = room.opens_at !== null;
  const body: RoomBody = Object.fromEntries(
    Object.entries(typed).filter(([field, value]) => !isThere || value !== room[field as keyof typeof typed]),
  );
  const isOpeningSame = JSON.stringify(draft.opens) === JSON.stringify(roomDraft(room, timeZone).opens);
  if (!asksOpening(draft, room) || isOpeningSame) return { body, problems };
  const read = readMoment(draft.opens, timeZone);
  if (read.kind !== "once" && read.kind !== "empty") problems.opens = read.kind;
  return { body: { ...body, opens_at: read.kind === "once" ? read.iso : null }, problems };
}
