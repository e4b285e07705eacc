/**
 * Fills an empty database with the demo: accounts, venues, a programme with a past, and prints one line of JSON for the
 * start to read. A database that has accounts already is left alone.
 */
import { hashPassword } from "#lib/accounts/password";
import { closeDb, db } from "#lib/platform/db";
import { uuidv7 } from "#lib/platform/ids";
import { type Layout, seatCountOf } from "#lib/seating/layout";
import { publishSeats, saveLayout } from "#lib/seating/publish-seats";
import { arena } from "./halls/arena.ts";
import { club } from "./halls/club.ts";
import { operaHouse } from "./halls/opera-house.ts";
import { recitalHall } from "./halls/recital-hall.ts";
import { programme } from "./programme/programme.ts";
import type { HallName, ProgrammeEvent } from "./programme/types.ts";
import { sellSeats } from "./sell-seats.ts";

const HALLS: Record<HallName, () => Layout> = { "opera-house": operaHouse, arena, club, "recital-hall": recitalHall };

/** Demo accounts exist only where the database came with the start; their password is no secret. */
const PASSWORD = "fairseat-demo";
const ACCOUNTS = [
  { email: "fan@fairseat.example", name: "Fay Okafor", role: "MEMBER", membership: undefined, is: "a fan" },
  { email: "organizer@fairseat.example", name: "Ori Lindqvist", role: "MEMBER", membership: "OWNER", is: "an organizer" },
  { email: "gate@fairseat.example", name: "Gael Moreno", role: "MEMBER", membership: "GATE", is: "a gate steward" },
  { email: "admin@fairseat.example", name: "Ada Brandt", role: "ADMIN", membership: undefined, is: "an administrator" },
] as const;

const accounts = ACCOUNTS.map(({ email, is }) => `${email.padEnd(28)} ${PASSWORD}  ${is}`);
const wasEmpty = (await db().user.count()) === 0;
const summary = wasEmpty ? await seed(new Date()) : "";
await closeDb();
process.stdout.write(`${JSON.stringify({ wasEmpty, summary, accounts })}\n`);

async function seed(now: Date): Promise<string> {
  const { organizations, categories, venues, events } = programme(now);
  await db().category.createMany({ data: categories, skipDuplicates: true });
  await db().organization.createMany({ data: organizations });
  await seedAccounts();
  const layouts = new Map<string, { layout: Layout; hash: string; venueId: number }>();
  for (const { hall, ...venue } of venues) {
    const { id } = await db().venue.create({ data: venue });
    const layout = { ...HALLS[hall](), name: venue.name };
    layouts.set(venue.slug, { layout, hash: await saveLayout(id, layout), venueId: id });
  }
  let orders = 0;
  for (const event of events) {
    const house = layouts.get(event.venueSlug);
    if (!house) throw new Error(`The programme names a venue that is not in it: ${event.venueSlug}`);
    orders += await seedEvent(event, house, now);
  }
  return `Seeded ${events.length} events at ${venues.length} venues with ${orders} orders`;
}

async function seedAccounts(): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  const organizations = await db().organization.findMany({ select: { id: true } });
  for (const { email, name, role, membership } of ACCOUNTS) {
    const user = await db().user.create({ data: { email, name, role, passwordHash, emailVerified: new Date() } });
    if (membership) {
      await db().membership.createMany({ data: organizations.map(({ id }) => ({ organizationId: id, userId: user.id, role: membership })) });
    }
  }
}

async function seedEvent(event: ProgrammeEvent, house: { layout: Layout; hash: string; venueId: number }, now: Date): Promise<number> {
  const { levels, fill, venueSlug: _venue, organizationSlug, ...data } = event;
  const { layout, hash, venueId } = house;
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
          layoutCategories: categories.map((name) => indexOf.get(name) ?? fail(`${layout.name} has no category ${name}`)),
        })),
      },
    },
  });
  await publishSeats(id, layout);
  await db().promoCode.createMany({
    data: [
      { eventId: id, id: uuidv7(), code: "FAIR10", kind: "PERCENT", value: 10 },
      { eventId: id, id: uuidv7(), code: "FRIENDS", kind: "PERCENT", value: 25, usesMax: 50, usesPerBuyer: 1 },
    ],
  });
  return fill > 0 ? sellSeats(id, layout, fill, now) : 0;
}

function fail(sentence: string): never {
  throw new Error(sentence);
}
