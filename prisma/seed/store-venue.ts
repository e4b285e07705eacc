import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { type Layout, seatCountOf } from "#lib/seating/layout";
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

/** Stores an imported hall as a venue, and puts an event on sale in it when asked to. Answers their slugs. */
export async function storeVenue(venue: NewVenue): Promise<{ venueSlug: string; eventSlug: string | undefined }> {
  const { layout, withEvent, name, address, city, country, timezone } = venue;
  const slug = `${slugOf(name)}-${uuidv7().slice(-4)}`;
  const { id } = await db().venue.create({ data: { slug, name, address, city, country, timezone } });
  const hash = await saveLayout(id, { ...layout, name });
  return { venueSlug: slug, eventSlug: withEvent ? await putOnSale({ venueId: id, name, layout, hash }) : undefined };
}

async function putOnSale({
  venueId,
  name,
  layout,
  hash,
}: {
  venueId: number;
  name: string;
  layout: Layout;
  hash: string;
}): Promise<string> {
  const organization = await db().organization.findFirst({ orderBy: { createdAt: "asc" } });
  const { id: organizationId } =
    organization ?? (await db().organization.create({ data: { slug: "house", name: "The house" } }));
  await db().category.upsert({ where: { slug: "concert" }, create: { slug: "concert", position: 1 }, update: {} });
  const startsAt = new Date(Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 30 * 86_400_000);
  const slug = `opening-night-${slugOf(name)}-${uuidv7().slice(-4)}`;
  const count = layout.categories.length;
  const event = await db().event.create({
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
        create: layout.categories.map((category, index) => ({
          id: index + 1,
          name: category.name,
          priceMinor: 3_500 + (count - index) * 1_500,
          feeMinor: 350,
          layoutCategories: [index],
        })),
      },
    },
  });
  await publishSeats(event.id, layout);
  return slug;
}

function slugOf(name: string): string {
  return (
    name
      .normalize("NFKD")
      .replace(/[^\w\s-]/g, "")
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, "-") || "venue"
  );
}
