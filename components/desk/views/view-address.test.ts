import { expect, test } from "vitest";
import { addressOf, openView } from "./view-address.ts";

const DRAFTS = { id: "0192", query: "q=opera&state=draft" };

test("a view's address opens it, unchanged, in any order of its fields and on any page", () => {
  expect(addressOf(DRAFTS)).toBe("q=opera&state=draft&view=0192");
  const turned = new URLSearchParams("page=2&view=0192&state=draft&q=opera");
  expect(openView([DRAFTS], turned)).toEqual({ query: DRAFTS.query, view: DRAFTS, isChanged: false });
});

test("another filter changes it, and an unknown view is none", () => {
  expect(openView([DRAFTS], new URLSearchParams("q=opera&view=0192"))).toMatchObject({ view: DRAFTS, isChanged: true });
  expect(openView([DRAFTS], new URLSearchParams("q=opera&view=0193"))).toMatchObject({
    view: undefined,
    isChanged: false,
  });
});
