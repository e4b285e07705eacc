import { expect, test } from "vitest";
import { z } from "zod";
import { cleanParagraphs, cleanText, hasControls } from "#lib/platform/clean-text";
import { everyWayIn } from "./testing/every-way-in.ts";

/**
 * Every text that comes in through a contract is refused or passes the one normalizer (`text` and `paragraphs` of
 * lib/platform/input.ts). Passwords are compared byte by byte and are neither stored nor shown.
 * A list of promo codes is a file with tabs and line breaks; each of its codes passes the normalizer (read-code-list.ts).
 */
const UNTOUCHED = /\b(password|refresh_token|promo-code-batches\/route\.ts\.list)$/;

const ODD = ["\u0000", "\u0007", "\ud800", "\u202e", "\u200b", "\u00a0\u00a0", "\u0308", "\ufeff", "\u2028"];
/** Texts with something odd in them, long enough and of a shape that some contract takes. */
const SAMPLES = ODD.flatMap((odd) => [
  `u${odd}`,
  ` An${odd}na 12345 `,
  `pm_card${odd}`,
  `https://example.com/a${odd}b`,
  `ann${odd}@example.com`,
  `ann@example.com${odd}`,
  `123456${odd}`,
  `x${odd}`.repeat(12),
]);

const isClean = (text: string) => text === cleanText(text) || text === cleanParagraphs(text);

type Field = { readonly path: string; readonly schema: z.ZodType };

/** The fields of a contract that are no objects or lists themselves. */
function fieldsOf(schema: z.ZodType, path: string): Field[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, each]) =>
      fieldsOf(each, `${path}.${key}`),
    );
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element as z.ZodType, `${path}[]`);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return fieldsOf(schema.unwrap() as z.ZodType, path);
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap((each) => fieldsOf(each, path));
  // A literal takes one text of ours.
  if (schema instanceof z.ZodLiteral) return [];
  if (schema instanceof z.ZodRecord) return [{ path: `${path}{}`, schema: schema.valueType as z.ZodType }];
  return [{ path, schema }];
}

const fields = (await everyWayIn()).flatMap(({ name, spec }) =>
  [spec?.params, spec?.query, spec?.body, spec?.input].flatMap((schema) => (schema ? fieldsOf(schema, name) : [])),
);

/** What a field takes of the samples unclean, as it stands or as one of a list. */
function letThrough({ schema }: Field): string[] {
  return SAMPLES.flatMap((sample) => {
    const parsed = schema.safeParse(sample);
    const taken = parsed.success ? [parsed.data].flat() : [];
    return taken.filter((each): each is string => typeof each === "string" && !isClean(each));
  });
}

test("no contract lets a text through that is not normalized", () => {
  const unclean = fields.filter(({ path }) => !UNTOUCHED.test(path)).filter((field) => letThrough(field).length > 0);
  expect(unclean.map(({ path }) => path)).toEqual([]);
  expect(fields.length).toBeGreaterThan(200);
});

test("the fields that people read are among them, and take text", () => {
  const named = (end: string) => fields.filter(({ path }) => path.endsWith(end));
  for (const end of [".title", ".performers[]", "price_levels[].name", "billing_details.name", ".reason", ".q"]) {
    expect(named(end).length, end).toBeGreaterThan(0);
    for (const { path, schema } of named(end)) expect(schema.safeParse("Zoe\u0308 \u202eX").data, path).toBe("Zoë X");
  }
  for (const { schema } of named(".description")) expect(schema.safeParse("a\r\nb").data).toBe("a\nb");
});

test("passwords come as they were typed, but never with a control character", () => {
  for (const { path, schema } of fields.filter(({ path }) => path.endsWith("password"))) {
    const typed = "Se\u0308same  open";
    expect(schema.safeParse(typed).data, path).toBe(typed);
  }
  expect(hasControls("\0")).toBe(true);
});
