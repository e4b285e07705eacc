import { expect, test } from "vitest";
import { viewQuery } from "./view-query.ts";

test.each([
  ["?state=sold_out&q=opera&page=3", "q=opera&state=sold_out"],
  ["sort=-taken&hide=venue,sold&detail=abc&cursor=x&view=0192", "hide=venue%2Csold&sort=-taken"],
  ["q=", ""],
  ["", ""],
])("of %s a view keeps %s", (query, kept) => {
  expect(viewQuery(query)).toBe(kept);
  expect(viewQuery(kept)).toBe(kept);
});
