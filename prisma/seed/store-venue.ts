import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { type Layout, seatCountOf } from "#lib/seating/layout";
import { hashLayout } from "#lib/seating/layout-hash";
import { publishSeats, saveLayout } from "#lib/seating/publish-seats";

type NewVenue = {
  name: string;
  address: string;
  city: string;
  country: string;
  timezone: string;
  layout: Layout;
  withEvent: boolean;
};

export type StoredVenue = {
  venueSlug: string;
  /** The layout's number among those of its venue. */
  version: number;
  /** Whether the same hall was there before, so that nothing of it was written. */
  wasThere: boolean;
  event: { slug: string; wasThere: boolean } | undefined;
};

/**
 * Stores an imported hall, and puts an event on sale in it when asked to; all of it or nothing, in one transaction. A hall that is
 * there already stays as it is. Another plan of a venue of the same name and place is that venue's next version. Two imports
 * at once wait for each other.
 */
export async function storeVenue(venue: NewVenue): Promise<StoredVenue> {
  const { withEvent, address, timezone, ...place } = venue;
  const { name, city, country } = place;
  const layout = { ...venue.layout, name };
  return inTransaction(globalDb(), async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('venue import', 0))::text`;
    const { hash } = hashLayout(layout);
    const known = await tx.layout.findUnique({ where: { hash }, include: { venue: true } });
    const home =
      known?.venue ??
      (await tx.venue.findFirst({ where: { name, city, country, organizationId: null }, orderBy: { id: "asc" } })) ??
      (await tx.venue.create({ data: { slug: newSlug(name), name, address, city, country, timezone } }));
    await saveLayout(home.id, layout, tx);
    const { version } = known ?? (await tx.layout.findUniqueOrThrow({ where: { hash } }));
    const event = withEvent ? await putOnSale(tx, { venueId: home.id, name, layout, hash }) : undefined;
    return { venueSlug: home.slug, version, wasThere: known !== null, event };
  });
}

type Opening = { venueId: number; name: string; layout: Layout; hash: string };

/** The opening night in this hall that is on sale already, or a new one. */
async function putOnSale(tx: Transaction, opening: Opening): Promise<{ slug: string; wasThere: boolean }> {
  const { venueId, hash } = opening;
  const there = await tx.event.findFirst({
    where: {
      ...{ venueId, layoutHash: hash, status: "PUBLISHED", startsAt: { gt: new Date() } },
      slug: { startsWith: OPENING },
    },
    orderBy: { id: "asc" },
  });
  return there ? { slug: there.slug, wasThere: true } : { slug: await openIn(tx, opening), wasThere: false };
}

const OPENING = "opening-night-";

async function openIn(tx: Transaction, { venueId, name, layout, hash }: Opening): Promise<string> {
  const organization = await tx.organization.findFirst({ orderBy: { createdAt: "asc" } });
  const { id: organizationId } =
    organization ?? (await tx.organization.create({ data: { slug: "house", name: "The house" } }));
  const startsAt = new Date(Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 30 * 86_400_000);
  const slug = `${OPENING}${newSlug(name)}`;
  const sold = layout.categories.flatMap((category, index) =>
    category.sold === false ? [] : [{ ...category, index }],
  );
  const event = await tx.event.create({
    data: {
      organizationId,
      venueId,
      layoutHash: hash,
      categorySlug: "concert",
      slug,
      title: `Opening night at ${name}`,
      subtitle: "The whole house, from the first row to the last",
      description: `A gala evening in every seat of ${name}.`,
      performers: ["The house orchestra"],
      status: "PUBLISHED",
      startsAt,
      doorsAt: new Date(startsAt.getTime() - 3_600_000),
      endsAt: new Date(startsAt.getTime() + 3 * 3_600_000),
      salesStartAt: new Date(Date.now() - 3_600_000),
      salesEndAt: startsAt,
      currency: "USD",
      capacity: seatCountOf(layout),
      publishedAt: new Date(),
      priceLevels: {
        create: sold.map((category, place) => ({
          id: place + 1,
          name: category.name,
          priceMinor: 3_500 + (sold.length - place) * 1_500,
          feeMinor: 350,
          layoutCategories: [category.index],
        })),
      },
    },
  });
  await publishSeats(event.id, layout, tx);
  return slug;
}

const SLUG_WORDS_MAX = 60;

/** An address of a page: the words that fit, and four letters that make it its own. */
function newSlug(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, SLUG_WORDS_MAX)
    .replace(/^-+|-+$/g, "");
  return `${words || "venue"}-${uuidv7().slice(-4)}`;
}
