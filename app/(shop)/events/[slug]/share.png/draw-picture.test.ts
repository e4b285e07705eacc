import { expect, test } from "vitest";
import { Failure } from "#lib/platform/invariant";
import { drawPicture } from "./draw-picture.tsx";

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 6"><path d="M0 0h12v6H0z" fill="#135"/></svg>';
const PNG = [0x89, 0x50, 0x4e, 0x47];

test("of a hundred pictures asked for at once only a bounded number is drawn, and the others are refused with a time to wait", async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => drawPicture(SVG)));
  const drawn = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
  // One that is drawn and twenty that wait. On a slow machine some of those wait too long and are refused as well.
  expect(drawn.length).toBeGreaterThanOrEqual(1);
  expect(drawn.length).toBeLessThanOrEqual(21);
  for (const reason of refused) {
    expect(reason).toBeInstanceOf(Failure);
    expect(reason).toMatchObject({ dependency: "processor", retryAfterSeconds: 2 });
  }
  for (const picture of drawn) expect([...new Uint8Array(picture).slice(0, 4)]).toEqual(PNG);
});

test("a picture that cannot be drawn leaves its place to the next", async () => {
  await expect(drawPicture("no picture at all")).rejects.toThrow();
  expect([...new Uint8Array(await drawPicture(SVG)).slice(0, 4)]).toEqual(PNG);
});
