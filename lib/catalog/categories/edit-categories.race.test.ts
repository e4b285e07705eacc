import { expect, test } from "vitest";
import { aDatabase } from "#lib/platform/testing/database";
import { aPerson, aUser } from "#prisma/seed/builders";
import { orderCategories } from "./edit-categories.ts";
import { knownCategories } from "./known-categories.ts";

/**
 * Symptom: an order of categories that none of two administrators chose. Theory: both compare the order of now with the one that they
 * read before either has stored theirs. Method: many orders over one that was read, at the same moment, on separate connections.
 */
aDatabase();

const ROUNDS = 20;
const AT_ONCE = 4;

test("of several orders over the one that was read exactly one is stored whole, and the others hear it", async () => {
  const { userId } = await aUser();
  const who = { ...aPerson(`user:${userId}`), userId, isAdmin: true, isTwoFactor: true } as const;
  for (let round = 0; round < ROUNDS; round++) {
    const read = await order();
    const wanted = Array.from({ length: AT_ONCE }, (_, turn) => turned(read, turn + 1));
    const answers = await Promise.all(wanted.map((slugs) => orderCategories(who, { read, slugs })));
    const won = wanted.filter((_, i) => answers[i]?.ok);
    expect(won).toHaveLength(1);
    expect(await order()).toEqual(won[0]);
    const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]));
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: "category_order_changed", slugs: won[0] });
  }
});

const order = async () => (await knownCategories()).map(({ slug }) => slug);
const turned = (slugs: readonly string[], by: number) => [...slugs.slice(by), ...slugs.slice(0, by)];
