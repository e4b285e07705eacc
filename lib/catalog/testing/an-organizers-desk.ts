import { beforeAll, beforeEach } from "vitest";
import { eventSales } from "#lib/orders/withdrawing/event-sales";
import type { Staff } from "#lib/organizations/authority";
import type { Role } from "#lib/organizations/permissions";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { publishEvent } from "#lib/seating/publish-event";
import { saveLayout } from "#lib/seating/publish-seats";
import { aMember, anEventOnSale, anOrganization, aSmallHall } from "#prisma/seed/builders";
import { changeEvent } from "../change-event.ts";
import { createEvent } from "../create-event.ts";
import { type EventChange, eventChangeBody, newEventBody } from "../event-contract.ts";
import { readOrganizerEvent } from "../organizer-event.ts";

type Place = {
  organizationId: string;
  manager: Staff;
  venueId: number;
  /** Of a hall with two categories, "A" and "B". */
  layoutHash: string;
};

/** An organization with a manager and a hall, once for each test file, and what its manager does with events. */
export function anOrganizersDesk() {
  const desk = {} as Place;

  beforeAll(async () => {
    desk.organizationId = await anOrganization();
    desk.manager = await staffWith("MANAGER");
    const eventId = await anEventOnSale();
    desk.venueId = (await db().event.findUniqueOrThrow({ where: { id: eventId } })).venueId;
    desk.layoutHash = await saveLayout(desk.venueId, {
      ...aSmallHall({ rows: 2 }),
      name: "Two kinds",
      categories: [{ name: "A" }, { name: "B" }],
    });
  });

  // Pages cache an event for two seconds; these tests must see every change.
  beforeEach(() => {
    for (const name of ["catalog-briefly", "catalog-seats-left", "live-seats"]) forgetSingleton(name);
  });

  async function staffWith(role: Role, organization = desk.organizationId): Promise<Staff> {
    return aMember(organization, role);
  }

  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

  function wanted(over: Record<string, unknown> = {}) {
    return newEventBody.parse({
      organization_id: desk.organizationId,
      title: "Noche de Reyes: ¡gala!",
      category: "concert",
      venue_id: desk.venueId,
      start_time: inDays(30),
      end_time: inDays(30.2),
      currency: "EUR",
      price_levels: [
        { name: "A", price: 45.5, fee: 4.5, layout_categories: [0] },
        { name: "B", price: 20, layout_categories: [1] },
      ],
      ...over,
    });
  }

  /** Creates and publishes like the endpoint. */
  async function post(over: Record<string, unknown> = {}, key?: string): Promise<number> {
    const body = wanted(over);
    const made = await createEvent(desk.manager, body, key);
    if (!made.ok) throw new Error(JSON.stringify(made.refusal));
    if (body.status === "on_sale") await publishEvent(made.id);
    return made.id;
  }

  async function patch(id: number, change: Record<string, unknown>, person: Staff = desk.manager) {
    const changed = await changeEvent(person, id, {
      change: eventChangeBody.parse(change) as EventChange,
      sales: eventSales,
    });
    if (changed.ok && changed.isToPublish) await publishEvent(id);
    return changed;
  }

  const read = async (id: number) => {
    const answer = await readOrganizerEvent(desk.manager, id);
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.event;
  };
  const seatCount = (eventId: number) => db().seat.count({ where: { eventId } });

  return Object.assign(desk, { staffWith, inDays, wanted, post, patch, read, seatCount });
}
