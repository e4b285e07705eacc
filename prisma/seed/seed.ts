/**
 * Fills an empty database with the demo: venues, a programme with a past, accounts, and prints one line of JSON for the
 * start to read. A database with accounts is left unchanged; what an interrupted start left of the demo is cleared before (clear-half-demo.ts).
 */

import { recountSales } from "#lib/analytics/recount-sales";
import { recountSoldOut } from "#lib/catalog/sold-out-store";
import { hashPassword } from "#lib/identity/passwords/password";
import { closeDb, db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { promoKey } from "#lib/pricing/promo/promo-key";
import { type Layout, seatCountOf } from "#lib/seating/layout";
import { publishSeats, saveLayout } from "#lib/seating/publish-seats";
import { openWaitingRoom } from "#lib/waiting-room/open-waiting-room";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "./accounts.ts";
import { callOff } from "./call-off.ts";
import { createConcessions } from "./concessions.ts";
import { arena } from "./halls/arena.ts";
import { club } from "./halls/club.ts";
import { operaHouse } from "./halls/opera-house.ts";
import { recitalHall } from "./halls/recital-hall.ts";
import { programme } from "./programme/programme.ts";
import type { HallName, ProgrammeEvent } from "./programme/types.ts";
import { sellSeats } from "./sell-seats.ts";

const HALLS: Record<HallName, () => Layout> = { "opera-house": operaHouse, arena, club, "recital-hall": recitalHall };
const built = new Map<HallName, Layout>();
const EVENTS_AT_ONCE = 3;
/** The event whose sale has not begun and opens with a waiting room. */
const EVENT_WITH_QUEUE = "kintsugi-drive-tokyo";

const isEmpty = (await db().user.count()) === 0;
const summary = isEmpty ? await seed(new Date()) : "";
await closeDb();
process.stdout.write(`${JSON.stringify({ summary })}\n`);

async function seed(now: Date): Promise<string> {
  const { organizations, venues, events } = programme(now);
  await db().organization.createMany({ data: organizations });
  const houses = new Map<string, House>();
  for (const { hall, ...venue } of venues) {
    const { id } = await db().venue.create({ data: venue });
    const layout = { ...hallNamed(hall), name: venue.name };
    houses.set(venue.slug, { layout, hash: await saveLayout(id, layout), venueId: id });
  }
  // Events get their numbers in the programme's order; filling them, which is the work, goes on side by side.
  const created: (Pick<ProgrammeEvent, "slug" | "fill" | "status"> & { id: number; layout: Layout })[] = [];
  for (const event of events) {
    const house =
      houses.get(event.venueSlug) ?? fail(`The programme names a venue that is not in it: ${event.venueSlug}`);
    const { slug, fill, status } = event;
    created.push({ id: await createEvent(event, house, now), slug, fill, status, layout: house.layout });
  }
  const orders = await sideBySide(created, async ({ id, fill, status, layout }) => {
    await publishSeats(id, layout);
    if (fill === 0) return 0;
    const orders = await sellSeats(id, layout, fill, now);
    if (status === "CANCELLED") await callOff(id);
    // The demo's sales are written in bulk, without the facts that would mail their buyers.
    await recountSales(id);
    await recountSoldOut([id]);
    return orders;
  });
  const rush = created.find(({ slug }) => slug === EVENT_WITH_QUEUE) ?? fail(`The programme lacks ${EVENT_WITH_QUEUE}`);
  await openWaitingRoom(rush.id, "system");
  // Last: that there are accounts is the sign that the seed is whole.
  await seedAccounts();
  const sum = orders.reduce((total, count) => total + count, 0);
  return `Seeded ${events.length} events at ${venues.length} venues with ${sum} orders`;
}

type House = { layout: Layout; hash: string; venueId: number };

/** Venues of one kind share their hall's drawing. */
function hallNamed(name: HallName): Layout {
  const layout = built.get(name) ?? HALLS[name]();
  built.set(name, layout);
  return layout;
}

/** While the database works on one event, this process prepares the next. */
async function sideBySide<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = [];
  const queue = items.values();
  await Promise.all(
    Array.from({ length: EVENTS_AT_ONCE }, async () => {
      for (const item of queue) results.push(await work(item));
    }),
  );
  return results;
}

async function seedAccounts(): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const organizations = await db().organization.findMany({ select: { id: true } });
  await db().$transaction(
    DEMO_ACCOUNTS.map(({ email, name, role, membership }) =>
      db().user.create({
        data: {
          ...{ email, name, role, passwordHash, emailVerified: new Date() },
          memberships: {
            create: membership ? organizations.map(({ id }) => ({ organizationId: id, role: membership })) : [],
          },
        },
      }),
    ),
  );
}

/** The event with its price levels, concessions and promo codes, without seats yet. Answers its id. */
async function createEvent(event: ProgrammeEvent, { layout, hash, venueId }: House, now: Date): Promise<number> {
  const { levels, fill: _fill, venueSlug: _venue, organizationSlug, ...data } = event;
  const { id: organizationId } = await db().organization.findUniqueOrThrow({ where: { slug: organizationSlug } });
  const indexOf = new Map(layout.categories.map((category, index) => [category.name, index]));
  const { id } = await db().event.create({
    data: {
      ...data,
      organizationId,
      venueId,
      layoutHash: hash,
      capacity: seatCountOf(layout),
      publishedAt: now,
      priceLevels: {
        create: levels.map(({ categories, ...level }) => ({
          ...level,
          layoutCategories: categories.map(
            (name) => indexOf.get(name) ?? fail(`${layout.name} has no category ${name}`),
          ),
        })),
      },
    },
  });
  await db().promoCode.createMany({
    data: [
      { eventId: id, id: uuidv7(), code: "FAIR10", lookAlike: promoKey("FAIR10"), kind: "PERCENT", value: 10 },
      {
        eventId: id,
        id: uuidv7(),
        code: "FRIENDS",
        lookAlike: promoKey("FRIENDS"),
        kind: "PERCENT",
        value: 25,
        usesMax: 50,
        usesPerBuyer: 1,
      },
    ],
  });
  if (event.categorySlug === "opera" || event.categorySlug === "theatre") await createConcessions(id);
  return id;
}

function fail(sentence: string): never {
  throw new Error(sentence);
}
