import { globSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/**
 * Two transactions that lock the same seats in different orders wait for each other in a circle. So every statement that locks
 * seats sorts them by (event, seat), and every statement that changes several seats locks them first: an UPDATE by itself locks in
 * whatever order its plan reads.
 */
const statements = globSync("lib/**/*.ts")
  .filter((file) => !/\.(test|fixture)\.ts$|\/testing\//.test(file))
  .sort()
  .flatMap((file) => textsIn(readFileSync(file, "utf8")).map((text) => ({ file, text })));

const LOCK = /FOR (?:NO KEY )?UPDATE/g;
const IN_ORDER = /ORDER BY (?:(?:\w+\.)?event_id, (?:\w+\.)?id|\w+\.id)\b/;

/** The parts of a text, each from its SELECT to its lock, that lock seats in no order. */
function unsortedLocks(text: string): string[] {
  return [...text.matchAll(LOCK)]
    .map(({ index }) => text.slice(text.lastIndexOf("SELECT", index), index))
    .filter((part) => /\b(?:FROM|JOIN) seats\b/.test(part) && !IN_ORDER.test(part));
}

/**
 * Whether the text changes seats that no part of it locked before. They are named `locked`, by a hole of the template, or, in a
 * function, by the array `freed` that the statement before it locked.
 */
function changesUnlocked(text: string): boolean {
  const at = text.search(/\bUPDATE seats\b/);
  return at >= 0 && !/FROM (?:locked|\{\})|ANY \(freed\)/.test(text.slice(at)) && !LOCK_BEFORE.test(text.slice(0, at));
}

const LOCK_BEFORE = /FOR (?:NO KEY )?UPDATE/;

function textsIn(source: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) texts.push(node.text);
    if (ts.isTemplateExpression(node))
      texts.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("{}"));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("source.ts", source, ts.ScriptTarget.Latest, true));
  return texts;
}

describe("seats are locked in (event, seat) order", () => {
  test("by every statement that locks them", () => {
    expect(statements.filter(({ text }) => /\bseats\b/.test(text) && LOCK_BEFORE.test(text)).length).toBeGreaterThan(2);
    expect(statements.filter(({ text }) => unsortedLocks(text).length > 0)).toEqual([]);
  });

  test("before they are changed", () => {
    expect(statements.filter(({ text }) => changesUnlocked(text))).toEqual([]);
  });

  test("and a statement that does neither is found", () => {
    expect(unsortedLocks("SELECT s.id FROM r JOIN seats s ON true FOR UPDATE OF s")).toHaveLength(1);
    expect(unsortedLocks("SELECT s.id FROM seats s ORDER BY s.id FOR UPDATE")).toEqual([]);
    expect(changesUnlocked("WITH live AS (SELECT 1) UPDATE seats s SET x = 1 FROM live l")).toBe(true);
    expect(changesUnlocked("UPDATE seats s SET x = 1 FROM locked l")).toBe(false);
  });
});
