import { beforeEach, describe, expect, test } from "vitest";
import type { Administrator } from "#lib/identity/identify";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aPerson, aUser } from "#prisma/seed/builders";
import { createEvent } from "../create-event.ts";
import { anOrganizersDesk } from "../testing/an-organizers-desk.ts";
import { planNewCategory } from "./category-rules.ts";
import { CATEGORIES_MAX, newCategoryBody } from "./contract.ts";
import { changeCategory, createCategory, listAdministeredCategories, orderCategories } from "./edit-categories.ts";
import { knownCategories, offeredCategories } from "./known-categories.ts";
import { withCategorySlug } from "./with-category-slug.ts";

aDatabase();
const desk = anOrganizersDesk();

let who: Administrator;
beforeEach(async () => {
  const { userId } = await aUser();
  who = { ...aPerson(`user:${userId}`), userId, isAdmin: true, isTwoFactor: true };
});

const letters = () =>
  uuidv7()
    .slice(-8)
    .replace(/\d/g, (digit) => "ghijklmnop"[Number(digit)] ?? "");
const wanted = (en: string, over: object = {}) =>
  newCategoryBody.parse({ names: { en, es: `${en} es` }, icon: "dance", ...over });
const linesOf = async () =>
  (await db().auditEntry.findMany({ where: { actor: `user:${who.userId}` }, orderBy: { at: "asc" } })).map(
    ({ action, subject, detail }) => ({ action, subject, detail }),
  );

async function aCategory(over: object = {}) {
  const made = await createCategory(who, wanted(`Dance ${letters()}`, over));
  if (!made.ok) throw new Error(made.refusal.code);
  return made.category;
}

describe("a new category", () => {
  test("is the last of those that are offered at once, with a slug of its name, and audited", async () => {
    const name = `Danse & Ballet ${letters()}`;
    const made = await createCategory(who, wanted(name, { other_words: ["Tutu"] }));
    const slug = name.toLowerCase().replace(" & ", "-").replace(" ", "-");
    expect(made).toMatchObject({
      ok: true,
      category: { slug, icon: "dance", revision: 1, archived: false, events: 0 },
    });
    expect((await offeredCategories()).at(-1)?.slug).toBe(slug);
    expect(await withCategorySlug({ category: "tutu" })).toEqual({ ok: true, query: { category: slug } });
    expect(await linesOf()).toEqual([{ action: "category.create", subject: `category:${slug}`, detail: {} }]);
  });

  test.each([
    ["names.en", { names: { en: "CONCERTS", es: "Otra cosa" } }],
    ["names.es", { names: { en: "Another thing", es: "Opéra" } }],
    ["names.en", { names: { en: "Соncert", es: "Otra cosa" } }],
    ["names.en", { names: { en: "Ｏpera", es: "Otra cosa" } }],
    ["other_words.1", { names: { en: "A third", es: "Tercera" }, other_words: ["fine", "theatres"] }],
  ])("may not mean or look like another one: %s of %j", async (path, over) => {
    const before = await listAdministeredCategories();
    expect(await createCategory(who, wanted("x", over))).toMatchObject({
      refusal: { code: "invalid_request", fields: [{ path }] },
    });
    expect(await listAdministeredCategories()).toEqual(before);
    expect(await linesOf()).toEqual([]);
  });

  test("has a name of letters in each language, cleaned like all text, and a known drawing", () => {
    const parse = (over: object) => newCategoryBody.safeParse({ names: { en: "A", es: "B" }, icon: "ball", ...over });
    expect(parse({ names: { en: " Jazz \u200b  nights ", es: "B" } }).data?.names.en).toBe("Jazz nights");
    for (const wrong of [
      { names: { en: "A" } },
      { names: { en: "A", es: " " } },
      { names: { en: "\u0301", es: "B" } },
      { names: { en: "A", es: "B", xx: "C" } },
      { icon: "rocket" },
      { other_words: [""] },
      { slug: "mine" },
    ])
      expect(parse(wrong).success, JSON.stringify(wrong)).toBe(false);
  });

  test("of two made at once with one name, one is made", async () => {
    const name = `Film ${letters()}`;
    const made = await Promise.all(Array.from({ length: 4 }, () => createCategory(who, wanted(name))));
    expect(made.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("is refused where there are a hundred, with the number", () => {
    const many = Array.from({ length: CATEGORIES_MAX }, (_, at) => ({
      ...{ slug: `c-${at}`, names: { en: `C ${at}`, es: `C ${at}` }, otherWords: [], icon: "film" as const },
      ...{ revision: 1, isArchived: at % 2 === 0 },
    }));
    expect(planNewCategory(many, wanted("New"))).toMatchObject({ refusal: { code: "category_limit", max: 100 } });
    expect(planNewCategory(many.slice(1), wanted("New"))).toMatchObject({ ok: true, slug: "new" });
    expect(planNewCategory([], wanted("Наука"))).toMatchObject({ slug: "es" });
    const taken = many.slice(2).map((each, at) => (at === 0 ? { ...each, otherWords: ["jazz"] } : each));
    expect(planNewCategory(taken, wanted("!", { names: { en: "Jazz!", es: "Y" } }))).toMatchObject({ slug: "jazz-2" });
  });

  test("the table itself keeps one word for one category", async () => {
    const { slug } = await aCategory();
    const twice = db().categoryWord.create({ data: { word: "concert", categorySlug: slug } });
    await expect(twice).rejects.toMatchObject({ code: "P2002" });
  });
});

describe("a changed category", () => {
  test("keeps its slug, is renamed in search, and its line says what changed", async () => {
    const { slug } = await aCategory({ other_words: [] });
    const es = `Bailes ${letters()}`;
    const done = await changeCategory(who, slug, { revision: 1, names: { en: `Dances ${slug}`, es }, icon: "tent" });
    expect(done).toMatchObject({ ok: true, category: { slug, names: { es }, icon: "tent", revision: 2 } });
    expect(await withCategorySlug({ category: es.toUpperCase() })).toMatchObject({ query: { category: slug } });
    expect((await linesOf()).at(-1)).toMatchObject({
      action: "category.update",
      detail: { changed: ["names", "icon"] },
    });
  });

  test("the second of two administrators hears what the first changed, and stores nothing", async () => {
    const { slug } = await aCategory();
    await changeCategory(who, slug, { revision: 1, icon: "film" });
    expect(await changeCategory(who, slug, { revision: 1, icon: "ball" })).toMatchObject({
      refusal: { code: "category_changed", category: { slug, icon: "film", revision: 2, archived: false } },
    });
    const both = await Promise.all([1, 2].map(() => changeCategory(who, slug, { revision: 2, icon: "tent" })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await changeCategory(who, "no-such", { revision: 1 })).toMatchObject({ refusal: { code: "not_found" } });
  });
});

describe("an archived category", () => {
  test("is offered no more and given to no event, but stays with its events and in search", async () => {
    const { slug } = await aCategory();
    const eventId = await anEventOnSale();
    await db().event.update({ where: { id: eventId }, data: { categorySlug: slug } });
    const kept = await desk.post({ category: slug });
    const archived = await changeCategory(who, slug, { revision: 1, archived: true });
    expect(archived).toMatchObject({ ok: true, category: { archived: true, events: 2 } });
    expect((await offeredCategories()).map((each) => each.slug)).not.toContain(slug);
    expect((await knownCategories()).map((each) => each.slug)).toContain(slug);
    expect(await withCategorySlug({ category: slug })).toMatchObject({ ok: true });
    const wanted = desk.wanted({ category: slug });
    expect(await createEvent(desk.manager, wanted, undefined)).toMatchObject({
      refusal: { fields: [{ path: "category", message: expect.stringContaining("one of ") }] },
    });
    expect(await desk.patch(kept, { category: slug })).toMatchObject({ ok: true });
    const other = await desk.post({});
    expect(await desk.patch(other, { category: slug })).toMatchObject({ refusal: { fields: [{ path: "category" }] } });
    const back = await changeCategory(who, slug, { revision: 2, archived: false });
    expect(back).toMatchObject({ ok: true, category: { archived: false } });
    expect((await linesOf()).map(({ action }) => action).slice(-2)).toEqual(["category.archive", "category.restore"]);
    expect(await desk.patch(other, { category: slug })).toMatchObject({ ok: true });
  });
});

describe("the order of categories", () => {
  test("is stored whole over the one that was read; the second of two hears the order of now", async () => {
    const read = (await knownCategories()).map(({ slug }) => slug);
    const slugs = read.toReversed();
    expect(await orderCategories(who, { read, slugs })).toEqual({ ok: true });
    expect((await knownCategories()).map(({ slug }) => slug)).toEqual(slugs);
    expect(await orderCategories(who, { read, slugs: read })).toMatchObject({
      refusal: { code: "category_order_changed", slugs },
    });
    expect(await orderCategories(who, { read: slugs, slugs: slugs.slice(1) })).toMatchObject({
      refusal: { code: "invalid_request" },
    });
    const made = await aCategory();
    expect((await knownCategories()).at(-1)?.slug).toBe(made.slug);
    expect((await linesOf())[0]).toEqual({ action: "category.order", subject: "category:all", detail: { slugs } });
  });
});
