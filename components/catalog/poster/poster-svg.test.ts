import fc from "fast-check";
import { expect, test } from "vitest";
import { FAMILIES, type FamilyName } from "./families.ts";
import { PICTURES } from "./picture.ts";
import { posterSvg } from "./poster-svg.ts";
import { posterMark } from "./poster-url.ts";
import { shareSvg } from "./share-svg.ts";

const NAMES = Object.keys(FAMILIES) as FamilyName[];

const poster = {
  posterSeed: 3,
  categorySlug: "opera",
  title: "La Traviata",
  subtitle: "Opera in three acts",
  venueName: "Teatro Aurora",
  city: "Madrid",
};

test("the same event has the same poster on every machine, and another seed another one", () => {
  expect(posterSvg(poster)).toBe(posterSvg({ ...poster }));
  expect(posterSvg({ ...poster, posterSeed: 4 })).not.toBe(posterSvg(poster));
});

test("each kind of event has a family of its own", () => {
  expect(new Set(NAMES.map((categorySlug) => posterSvg({ ...poster, categorySlug }))).size).toBe(NAMES.length);
  const pictures = NAMES.flatMap((category) => [...PICTURES[category]]);
  expect(new Set(pictures).size).toBe(28);
});

test("no title, in whatever script, becomes markup or a broken number", () => {
  const words = fc.string({ unit: "binary", maxLength: 80 });
  fc.assert(
    fc.property(words, words, fc.nat(500), fc.constantFrom(...NAMES), (title, venueName, posterSeed, categorySlug) => {
      const svg = posterSvg({ ...poster, title, venueName, posterSeed, categorySlug });
      expect(svg).not.toMatch(/NaN|Infinity|undefined|<script|<text|href/);
    }),
    { numRuns: 60 },
  );
});

test("words in letters without outlines are left out, and no row of dots stands for them", () => {
  const words = { title: "", subtitle: "", venueName: "", city: "" };
  const bare = posterSvg({ ...poster, ...words });
  for (const letters of ["東京の夜", "ليلة في الأوبرا", "לילה באופרה", "서울의 밤", "Ночь в опере", "Björk 東京"])
    expect(
      posterSvg({ ...poster, ...words, title: letters, subtitle: letters, venueName: letters, city: letters }),
    ).toBe(bare);
  expect(posterSvg({ ...poster, ...words, title: "Ševčík & Ångström: “2” – #1!" })).not.toBe(bare);
  const share = { day: "7", month: "JAN", weekday: "THU", place: "", note: "" };
  const shared = { ...poster, ...words };
  expect(shareSvg({ ...shared, title: "東京の夜" }, { ...share, place: "東京", note: "夜" })).toBe(
    shareSvg(shared, share),
  );
});

test("a title of any length stays within the poster", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."AVWabcé .-"), minLength: 1, maxLength: 160 }), (title) => {
      for (const categorySlug of NAMES) {
        const numbers = [
          ...posterSvg({ ...poster, title, categorySlug }).matchAll(/translate\((-?[\d.]+) (-?[\d.]+)\)/g),
        ];
        for (const [, x, y] of numbers) {
          expect(Math.abs(Number(x))).toBeLessThanOrEqual(600);
          expect(Math.abs(Number(y))).toBeLessThanOrEqual(900);
        }
      }
    }),
    { numRuns: 30 },
  );
});

test("titles can be read: letters and ground of every palette differ by 4.5 to 1", () => {
  for (const { palettes } of Object.values(FAMILIES)) {
    for (const { field, ink } of palettes) expect(contrast(field, ink)).toBeGreaterThanOrEqual(4.5);
  }
});

test("a poster's address changes with everything that is on it", () => {
  const marks = [
    poster,
    ...Object.keys(poster).map((key) => ({ ...poster, [key]: key === "posterSeed" ? 99 : "other" })),
  ].map(posterMark);
  expect(new Set(marks).size).toBe(marks.length);
});

/** WCAG 2.2 contrast ratio of two #rrggbb colours. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const channels = [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
