import { expect, it } from "vitest";
import { z } from "zod";
import { BULK_MAX } from "../components/desk/table/bulk.ts";
import { chosenIds, eachChosen } from "./each-chosen.ts";

const uncounted = async () => undefined;
const works = async (id: string) =>
  id === "gone" ? { ok: false as const, refusal: { code: "not_found" as const } } : { ok: true as const };

it("does the rest where one is refused, and says which and why", async () => {
  const result = await eachChosen({ ids: ["a", "gone", "b"], countOne: uncounted }, works);
  expect(result).toEqual({ done: ["a", "b"], failed: [{ id: "gone", code: "not_found" }] });
});

it("counts each after the first against the limit, and leaves those above it untouched", async () => {
  const worked: string[] = [];
  let left = 1;
  const countOne = async () =>
    left-- > 0 ? undefined : ({ code: "rate_limit_exceeded", retry_after_seconds: 9, scope: "person" } as const);
  const result = await eachChosen({ ids: ["a", "b", "c", "d"], countOne }, async (id) => {
    worked.push(id);
    return works(id);
  });
  expect(worked).toEqual(["a", "b"]);
  expect(result.done).toEqual(["a", "b"]);
  expect(result.failed).toEqual([
    { id: "c", code: "rate_limit_exceeded" },
    { id: "d", code: "rate_limit_exceeded" },
  ]);
});

it("takes one id or several, each once, and neither none nor too many", () => {
  const ids = chosenIds(z.string());
  expect(ids.parse("a")).toEqual(["a"]);
  expect(ids.parse(["a", "b", "a"])).toEqual(["a", "b"]);
  const many = Array.from({ length: BULK_MAX + 1 }, String);
  expect(ids.safeParse(many.slice(1)).success).toBe(true);
  for (const wrong of [undefined, [], many, [1]]) expect(ids.safeParse(wrong).success).toBe(false);
});
