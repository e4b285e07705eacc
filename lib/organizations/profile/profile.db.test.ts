import { beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { env } from "#lib/platform/env";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anOrganization, aUser } from "#prisma/seed/builders";
import type { Staff } from "../authority.ts";
import { changeProfile, readProfile } from "./change-profile.ts";
import { makeOwnOrganization, OWNED_MAX } from "./make-own-organization.ts";
import { profileChangeBody } from "./profile-contract.ts";

aDatabase();

const GONE = "0".repeat(64);
let id = "";
let owner: Staff;
beforeEach(async () => {
  id = await anOrganization();
  owner = await aMember(id, "OWNER", { name: "Ana Ruiz" });
});

const change = (given: object, { person = owner, ordered = false } = {}) =>
  changeProfile(person, id, {
    change: profileChangeBody.parse(given),
    hasOrders: async () => ordered,
    keepPicture: async (_, hash) => hash !== GONE,
  });

describe("the logo of an organization", () => {
  test("is a picture that is stored, is taken away, and its change is told to who comes second", async () => {
    const logo = "a".repeat(64);
    expect(await change({ logo, revision: 1 })).toMatchObject({ profile: { logo, revision: 2 } });
    expect(await change({ name: "Other", revision: 1 })).toMatchObject({
      refusal: { code: "organization_changed", changes: { logo } },
    });
    expect(await change({ logo: GONE, revision: 2 })).toEqual({
      ok: false,
      refusal: {
        code: "invalid_request",
        fields: [{ path: "logo", message: "there is no such picture: upload it again" }],
      },
    });
    expect(await change({ logo: null, revision: 2 })).toMatchObject({ profile: { logo: null } });
    for (const wrong of ["https://example.com/logo.png", "../x", "A".repeat(64), ""])
      expect(profileChangeBody.safeParse({ logo: wrong, revision: 3 }).success).toBe(false);
  });
});

describe("the invoices of an organization", () => {
  const LEGAL = { legal_name: "Sala Norte S. L.", address: "Calle Mayor 1", city: "Madrid", country: "ES" };

  test("are made on request until every order is to have one, which takes all that an invoice says of its seller", async () => {
    const read = await readProfile(owner, id);
    const usual = { invoices: "on_request", invoice_prefix: "INV", reverse_charge: false };
    expect(read).toMatchObject({ profile: usual });
    const wrong = (path: string) => ({ refusal: { code: "invalid_request", fields: [{ path }] } });
    const every = { invoices: "every_order" };
    expect(await change({ ...every, revision: 1 })).toMatchObject(wrong("invoices"));
    const done = await change({ ...LEGAL, ...every, invoice_prefix: "SALA", reverse_charge: true, revision: 1 });
    expect(done).toMatchObject({ profile: { ...every, invoice_prefix: "SALA", reverse_charge: true, revision: 2 } });
    expect(await change({ address: "", revision: 2 })).toMatchObject(wrong("address"));
    expect(await change({ city: "Bilbao", revision: 2 })).toMatchObject({ ok: true });
    const late = await change({ invoices: "on_request", revision: 1 });
    expect(late).toMatchObject({ refusal: { code: "organization_changed", changes: every } });
  });

  test.each(["", "inv", "INV-1", "INVOICES9", "ÑU"])("are not numbered with %j", (invoice_prefix) => {
    expect(profileChangeBody.safeParse({ invoice_prefix, revision: 1 }).success).toBe(false);
  });
});

describe("an organization", () => {
  test("is changed by its owner, with a line in the audit log that names the fields", async () => {
    const done = await change({ legal_name: "Sala Norte S. L.", vat_id: "es-b1234 5678", country: "ES", revision: 1 });
    expect(done).toMatchObject({
      ok: true,
      profile: { legal_name: "Sala Norte S. L.", vat_id: "ESB12345678", revision: 2, updated_by: "Ana Ruiz" },
    });
    const [line] = await db().auditEntry.findMany({ where: { organizationId: id } });
    expect(line).toMatchObject({
      action: "organization.update",
      detail: { fields: ["legal_name", "country", "vat_id"] },
    });
  });

  test("keeps the first of two changes made on one revision, and tells the second what changed", async () => {
    const both = await Promise.all([change({ city: "Madrid", revision: 1 }), change({ city: "Toledo", revision: 1 })]);
    const [won] = both.filter(({ ok }) => ok);
    const [lost] = both.filter(({ ok }) => !ok);
    const { city } = await db().organization.findUniqueOrThrow({ where: { id } });
    expect(won).toMatchObject({ profile: { city, revision: 2 } });
    expect(lost).toMatchObject({
      refusal: { code: "organization_changed", revision: 2, changed_by: "Ana Ruiz", changes: { city } },
    });
  });

  test("grows no revision and no audit line by a change that changes nothing", async () => {
    expect(await change({ city: "", revision: 1 })).toMatchObject({ ok: true, profile: { revision: 1 } });
    expect(await db().auditEntry.count({ where: { organizationId: id } })).toBe(0);
  });

  test("keeps its currency once tickets were ordered, and may choose one before", async () => {
    expect(await change({ currency: "EUR", revision: 1 }, { ordered: true })).toMatchObject({ ok: true });
    expect(await change({ currency: "USD", revision: 2 }, { ordered: true })).toMatchObject({
      refusal: { code: "currency_fixed" },
    });
    expect(await change({ currency: "EUR", city: "Madrid", revision: 2 }, { ordered: true })).toMatchObject({
      ok: true,
    });
    expect(await change({ currency: "USD", revision: 3 })).toMatchObject({ ok: true, profile: { currency: "USD" } });
  });

  test("judges a VAT id by the country it has or gets", async () => {
    expect(await change({ vat_id: "ESB12345678", country: "DE", revision: 1 })).toMatchObject({
      refusal: { code: "invalid_request", fields: [{ path: "vat_id", message: "must look like DE123456789" }] },
    });
    expect(await change({ vat_id: "DE123456789", country: "DE", revision: 1 })).toMatchObject({ ok: true });
    expect(await change({ country: "ES", revision: 2 })).toMatchObject({ refusal: { code: "invalid_request" } });
    expect(await change({ country: "JP", revision: 2 })).toMatchObject({ ok: true });
  });

  test("is its owners' alone: others are refused, and strangers do not find it", async () => {
    const manager = await aMember(id, "MANAGER");
    const stranger = await aMember(await anOrganization(), "OWNER");
    for (const [person, code] of [
      [manager, "forbidden"],
      [stranger, "not_found"],
    ] as const) {
      expect(await change({ city: "Toledo", revision: 1 }, { person })).toMatchObject({ refusal: { code } });
      expect(await readProfile(person, id)).toMatchObject({ refusal: { code } });
    }
    expect(await readProfile(owner, id)).toMatchObject({ ok: true, profile: { city: "", revision: 1 } });
  });
});

describe("an organization of one's own", () => {
  const wanted = { name: "Teatro Lara", country: "ES", currency: "EUR" };

  test("has its maker as the owner, their mail address, and waits for approval", async () => {
    const { userId, email } = await aUser();
    const made = await makeOwnOrganization({ userId }, wanted);
    if (!made.ok) throw new Error(made.refusal.code);
    const row = await db().organization.findUniqueOrThrow({ where: { id: made.id }, include: { memberships: true } });
    expect(row).toMatchObject({ status: "PENDING", contactEmail: email, memberships: [{ userId, role: "OWNER" }] });
    expect(row.slug).toMatch(/^teatro-lara-[0-9a-z]{6}$/);
    expect(await db().auditEntry.findMany({ where: { organizationId: made.id } })).toMatchObject([
      { action: "organization.create", actor: `user:${userId}` },
    ]);
  });

  test("sells at once where the platform lets anyone", async () => {
    env().SELLERS = "anyone";
    try {
      const made = await makeOwnOrganization(await aUser(), wanted);
      if (!made.ok) throw new Error(made.refusal.code);
      expect(await db().organization.findUnique({ where: { id: made.id } })).toMatchObject({ status: "ACTIVE" });
    } finally {
      env().SELLERS = "approved";
    }
  });

  test("is refused to who owns as many as one may, however many requests come at once", async () => {
    const person = await aUser();
    const answers = await Promise.all(
      Array.from({ length: OWNED_MAX + 3 }, () => makeOwnOrganization(person, { ...wanted, name: uuidv7() })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(OWNED_MAX);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      refusal: { code: "organization_limit_reached", limit: OWNED_MAX },
    });
    expect(await db().membership.count({ where: { userId: person.userId } })).toBe(OWNED_MAX);
  });
});
