import { expect, test } from "vitest";
import { emptyEvent } from "./event-draft.ts";
import { joinTheirs } from "./join-theirs.ts";

test("what was not touched becomes theirs, and what both changed stays as it was typed", () => {
  const opened = { ...emptyEvent("EUR"), title: "Old", subtitle: "Old", description: "Old", category: "opera" };
  const typed = { ...opened, title: "Mine", description: "Same" };
  const joined = joinTheirs({ opened, typed }, { title: "Theirs", subtitle: "Theirs", description: "Same" });
  expect(joined.typed).toEqual({ ...opened, title: "Mine", subtitle: "Theirs", description: "Same" });
  expect(joined.both).toEqual(["title"]);
  expect(joined.opened).toMatchObject({ title: "Theirs", subtitle: "Theirs", description: "Same", category: "opera" });
});
