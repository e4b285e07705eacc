import { beforeEach, describe, expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, anOrganization, aVenue } from "#prisma/seed/builders";
import { findEvent } from "../find-event.ts";
import { aStoredPicture } from "../testing/a-stored-picture.ts";
import { changeVenue } from "./change-venue.ts";
import { makeVenue } from "./make-venue.ts";
import { newVenueBody, VENUE_PICTURES_MAX, venueChangeBody } from "./venue-contract.ts";

aDatabase();
let organizationId = "";
let owner: Staff;
let venueId = 0;

beforeEach(async () => {
  organizationId = await anOrganization();
  owner = await aMember(organizationId, "OWNER", { name: "Olga" });
  venueId = (await aVenue({ organizationId })).id;
});

const shown = (picture: string) => ({ picture, alt: { en: "The hall", es: "La sala" } });
const change = (pictures: object[], revision = 1) =>
  changeVenue(owner, venueId, venueChangeBody.parse({ pictures, revision }));
const hashesOf = async () =>
  (await db().$queryRaw<{ hashes: string[] }[]>`SELECT picture_hashes AS hashes FROM venues WHERE id = ${venueId}`)[0]
    ?.hashes;

describe("the pictures of a venue", () => {
  test("are kept in their order with their sides, changed, and shown on the page of an event there", async () => {
    const [a, b] = [await aStoredPicture(640, 480), await aStoredPicture(800, 600)];
    expect(await change([shown(a), { picture: b, decorative: true }])).toMatchObject({
      venue: {
        pictures: [
          { ...shown(a), width: 640, height: 480, decorative: false },
          { picture: b, alt: {}, width: 800, height: 600, decorative: true },
        ],
      },
    });
    expect((await hashesOf())?.toSorted()).toEqual([a, b].toSorted());
    await change([{ picture: b, decorative: true }, shown(a)], 2);
    const eventId = await anEventOnSale();
    await db().event.update({ where: { id: eventId }, data: { venueId } });
    forgetSingleton("catalog-briefly");
    expect((await findEvent({ id: eventId }))?.visitors.pictures.map(({ picture }) => picture)).toEqual([b, a]);
    expect(await change([], 3)).toMatchObject({ venue: { pictures: [], revision: 4 } });
    expect(await hashesOf()).toEqual([]);
  });

  test("come with a new venue as well, and the same ones change nothing", async () => {
    const picture = await aStoredPicture(320, 200);
    const place = { address: "Calle 1", city: "Madrid", country: "ES", time_zone: "Europe/Madrid" };
    const body = { ...place, organization_id: organizationId, name: "Teatro", pictures: [shown(picture)] };
    const made = await makeVenue(owner, newVenueBody.parse(body), undefined);
    expect(made).toMatchObject({ venue: { pictures: [{ picture, width: 320 }], revision: 1 } });
    venueId = made.ok ? made.venue.id : 0;
    expect(await change([shown(picture)])).toMatchObject({ venue: { revision: 1 } });
    const gone = newVenueBody.parse({ ...body, pictures: [shown("0".repeat(64))] });
    const before = await db().venue.count();
    expect(await makeVenue(owner, gone, undefined)).toMatchObject({ refusal: { code: "invalid_request" } });
    expect(await db().venue.count()).toBe(before);
  });

  test("that are not stored are refused by their place, and nothing is written", async () => {
    const picture = await aStoredPicture(64, 64);
    expect(await change([shown(picture), shown("0".repeat(64))])).toEqual({
      ok: false,
      refusal: {
        code: "invalid_request",
        fields: [{ path: "pictures.1.picture", message: "there is no such picture: upload it again" }],
      },
    });
    expect(await hashesOf()).toEqual([]);
  });

  test("are changed by one of two, and the second sees those of the first", async () => {
    const picture = await aStoredPicture(65, 64);
    await change([shown(picture)]);
    expect(await change([])).toMatchObject({
      refusal: { code: "venue_changed", changes: { pictures: [{ picture, width: 65 }] } },
    });
  });

  const HASH = "1".repeat(64);
  test.each([
    ["no words", { picture: HASH }],
    ["words in one language alone", { picture: HASH, alt: { en: "The hall" } }],
    ["words though decorative", { ...shown(HASH), decorative: true }],
    ["an id that is none", { ...shown("x"), decorative: false }],
    ["words without end", { picture: HASH, alt: { en: "x".repeat(301), es: "x" } }],
  ])("with %s are refused", (_what, picture) => {
    expect(venueChangeBody.safeParse({ pictures: [picture], revision: 1 }).success).toBe(false);
  });

  test("are bounded, and none comes twice", () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => shown(String(i).padStart(64, "0")));
    expect(venueChangeBody.safeParse({ pictures: many(VENUE_PICTURES_MAX), revision: 1 }).success).toBe(true);
    expect(venueChangeBody.safeParse({ pictures: many(VENUE_PICTURES_MAX + 1), revision: 1 }).success).toBe(false);
    expect(venueChangeBody.safeParse({ pictures: [shown(HASH), shown(HASH)], revision: 1 }).success).toBe(false);
  });
});
