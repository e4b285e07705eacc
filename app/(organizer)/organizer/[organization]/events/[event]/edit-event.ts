import { changeEvent } from "#lib/catalog/change-event";
import { type EventChange, eventChangeBody, type OrganizerEvent } from "#lib/catalog/event-contract";
import { listHouseChoices, listSoldCategories, type SoldCategory } from "#lib/catalog/halls/queries";
import { readOrganizerEvent } from "#lib/catalog/organizer-event";
import { changeFollowing } from "#lib/catalog/series/change-following";
import type { FollowingAnswer } from "#lib/catalog/series/series-contract";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import type { Desk } from "#lib/organizations/desk";
import { publishEvent } from "#lib/seating/publish-event";
import {
  draftFromForm,
  draftOf,
  type EventDraft,
  type EventStep,
  isSaleUnset,
} from "../../../../../../components/event-form/event-draft.ts";
import type { EventFormState, TheirDraft } from "../../../../../../components/event-form/event-form-state.ts";
import type { Fields } from "../../../../../action.ts";
import { zoneOf } from "../event-choices.ts";
import { judgeSteps, problemsOf } from "../judge-event.ts";

export type Edit = { event: number; steps: readonly EventStep[]; revision: number; fields: Fields };

/** An event as its organizer's pages edit it. */
export type EditedEvent = { event: OrganizerEvent; sold: SoldCategory[]; opened: EventDraft };

/** The organization's event with its values as a form shows them; undefined for a foreign or a missing one. */
export async function readEditedEvent({ organization, staff }: Desk, id: number): Promise<EditedEvent | undefined> {
  const read = await readOrganizerEvent(staff, id);
  if (!read.ok || read.event.organization_id !== organization.id) return undefined;
  const { event } = read;
  const sold = await listSoldCategories(event.layout_hash);
  const levels = event.price_levels.toSorted((a, b) => a.id - b.id);
  const facts = { isDraft: event.status === "draft", nowMs: Date.now() };
  return { event, sold, opened: draftOf({ ...event, price_levels: levels }, sold, facts) };
}

/** What a form wants changed of an event: only what differs from the event of now. */
export async function wantedChange(
  desk: Desk,
  { event: id, steps, revision, fields }: Edit,
): Promise<{ ok: true; change: EventChange | undefined; values: EventDraft } | { ok: false; state: EventFormState }> {
  const edited = await readEditedEvent(desk, id);
  if (!edited) return { ok: false, state: { refusal: "not_found" } };
  const { event, sold, opened } = edited;
  const values = draftFromForm(fields, opened);
  const isMoved = values.house !== opened.house;
  const houses = isMoved ? await listHouseChoices(desk.organization.id) : [];
  const timeZone = (isMoved ? zoneOf(houses, values.house) : undefined) ?? event.venue.time_zone;
  const { body, wrong } = judgeSteps(steps, values, {
    timeZone,
    categories: sold.map(({ index }) => index),
    now: new Date().toISOString(),
    salesStart: isSaleUnset(event) ? undefined : event.sales_start_time,
    isOpen: !event.has_date,
  });
  if (Object.keys(wrong).length > 0) return { ok: false, state: { values, wrong } };
  const fitting = await withFittingPrices(body, edited);
  const change = differing(fitting, event);
  const isSame = Object.keys(change).length === 0;
  return { ok: true, values, change: isSame ? undefined : eventChangeBody.parse({ ...change, revision }) };
}

/** A draft's prices belong to the categories of its hall: in another hall with others they are to be set again. */
async function withFittingPrices(
  body: Readonly<Record<string, unknown>>,
  { event, sold }: EditedEvent,
): Promise<Readonly<Record<string, unknown>>> {
  const { layout_hash: layout } = body;
  if (event.status !== "draft" || typeof layout !== "string" || layout === event.layout_hash) return body;
  const isSameSet = JSON.stringify(await listSoldCategories(layout)) === JSON.stringify(sold);
  return isSameSet ? body : { ...body, price_levels: [] };
}

/** The fields of a body that differ from the event. */
function differing(body: Readonly<Record<string, unknown>>, event: OrganizerEvent): Record<string, unknown> {
  const { hot: wantsHot, ...rest } = body;
  const { limits, venue, ...others } = event;
  const levels = event.price_levels
    .toSorted((a, b) => a.id - b.id)
    .map(({ name, price, fee, layout_categories }) => ({ name, price, fee, layout_categories }));
  const now: Record<string, unknown> = { ...others, venue_id: venue.id, price_levels: levels };
  const change = Object.fromEntries(Object.entries(rest).filter(([field, value]) => !isSame(field, value, now[field])));
  const { hot = false, ...requests } = limits;
  if (wantsHot === undefined || wantsHot === hot) return change;
  return { ...change, limits: wantsHot ? { ...requests, hot: true } : requests };
}

/** Forms know minutes: a moment within the same minute is the same. */
function isSame(field: string, wanted: unknown, now: unknown): boolean {
  const minuteOf = (value: unknown) => Math.floor(Date.parse(String(value)) / 60_000);
  if (field === "hold_seconds") return Math.round(Number(now) / 60) * 60 === wanted;
  if (field.endsWith("_time")) return minuteOf(wanted) === minuteOf(now);
  return JSON.stringify(wanted) === JSON.stringify(now);
}

type Save = { event: number; values: EventDraft; change: EventChange };

/** Saves a change; the form's state where it is refused. `isToPublish` as of `changeEvent`. */
export async function saveChange(
  desk: Desk,
  { event, values, change }: Save,
): Promise<{ state: EventFormState } | { isToPublish: boolean }> {
  const changed = await changeEvent(desk.staff, event, { change, sales: eventSales });
  if (changed.ok) return { isToPublish: changed.isToPublish };
  return { state: await refusedState(desk, { event, values, refusal: changed.refusal }) };
}

/** Saves a change of an event and of all dates of its series that follow; what became of those, or the form's state where it is refused. */
export async function saveFollowing(
  desk: Desk,
  { event, values, change }: Save,
): Promise<{ state: EventFormState } | { answer: FollowingAnswer }> {
  const hands = { sales: eventSales, publish: publishEvent };
  const changed = await changeFollowing(desk.staff, event, { change, overwrite: false, ...hands });
  return changed.ok ? changed : { state: await refusedState(desk, { event, values, refusal: changed.refusal }) };
}

type ChangeRefusal = Extract<Awaited<ReturnType<typeof changeEvent>>, { ok: false }>["refusal"];

async function refusedState(
  desk: Desk,
  { event, values, refusal }: Omit<Save, "change"> & { refusal: ChangeRefusal },
): Promise<EventFormState> {
  if (refusal.code === "invalid_request") return { values, wrong: problemsOf(refusal.fields ?? []) };
  if (refusal.code !== "event_edited") return { values, refusal: refusal.code };
  const now = await readEditedEvent(desk, event);
  if (!now) return { refusal: "not_found" };
  const theirs: TheirDraft = Object.fromEntries(
    Object.keys(refusal.changes)
      .flatMap((field) => DRAFT_KEYS[field] ?? [])
      .map((key) => [key, now.opened[key]]),
  );
  return { values, conflict: { revision: refusal.revision, changedBy: refusal.changed_by, theirs } };
}

/** Where the form holds each field of the wire. */
const DRAFT_KEYS: Readonly<Record<string, readonly (keyof EventDraft)[]>> = {
  ...{ title: ["title"], subtitle: ["subtitle"], description: ["description"], category: ["category"] },
  ...{ performers: ["performers"], venue_id: ["house"], layout_hash: ["house"] },
  ...{ start_time: ["start"], end_time: ["end"], doors_time: ["doors"] },
  ...{ sales_start_time: ["salesStart"], sales_end_time: ["salesEnd"] },
  ...{ currency: ["currency"], price_levels: ["levels", "pricing", "onePrice"] },
  ...{ hold_seconds: ["holdMinutes"], seats_per_reservation_max: ["seatsPerOrder"] },
  ...{ seats_per_buyer_max: ["seatsPerBuyer"], orphan_rule: ["orphanRule"], limits: ["isHot"] },
  ...{ refund_until_hours: ["refund", "refundHours"], change_return_days: ["returnDays"] },
  ...{ dispute_policy: ["disputes"], ticket_names: ["ticketNames"], age_min: ["ageMin"] },
};
