import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { apart, contrast, VISIONS } from "./testing/colour.ts";

const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");

/** Every token with a value for each theme, read from the stylesheet that ships. */
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);

const LEVELS = ["level-1", "level-2", "level-3", "level-4"];
const SURFACES = ["paper", "raised", "sunken"];
const TEXT_ON_SURFACES = ["ink", "ink-soft", "accent", "accent-strong", "good", "warn", "bad"].flatMap((text) =>
  SURFACES.map((surface) => [text, surface] as const),
);
const TEXT_ON_FILLS = [
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["paper", "ink"],
  ["good", "good-soft"],
  ["warn", "warn-soft"],
  ["bad", "bad-soft"],
  ["ink", "good-soft"],
  ["ink", "warn-soft"],
  ["ink", "bad-soft"],
  ["ink", "accent-soft"],
] as const;
const SHAPES_ON_SURFACES = [...LEVELS, "accent", "line-strong", "seat-held"].flatMap((shape) => [
  [shape, "paper"] as const,
  [shape, "raised"] as const,
]);

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  const colour = (name: string) => {
    const token = tokens.get(name);
    if (!token) throw new Error(`globals.css has no token --${name}`);
    return token[theme];
  };

  it.each([...TEXT_ON_SURFACES, ...TEXT_ON_FILLS])("text in %s can be read on %s (4.5:1)", (text, surface) => {
    expect(contrast(colour(text), colour(surface))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(SHAPES_ON_SURFACES)("a shape in %s stands out from %s (3:1)", (shape, surface) => {
    expect(contrast(colour(shape), colour(surface))).toBeGreaterThanOrEqual(3);
  });

  it.each(VISIONS)("price levels look different from each other with %s vision", (vision) => {
    const distances = LEVELS.flatMap((a, i) => LEVELS.slice(i + 1).map((b) => apart(colour(a), colour(b), vision)));
    // About five times the least difference people notice side by side (0.02 in OKLab); each level has a pattern besides.
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(0.1);
  });

  it.each(VISIONS)("a chosen seat differs from every price level with %s vision", (vision) => {
    const distances = LEVELS.map((level) => apart(colour(level), colour("accent"), vision));
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(0.05);
  });
});

it("the colour of the browser's own frame is the paper", () => {
  const layout = readFileSync(new URL("./layout.tsx", import.meta.url), "utf8");
  expect(layout).toContain(`"${tokens.get("paper")?.light}"`);
  expect(layout).toContain(`"${tokens.get("paper")?.dark}"`);
});
