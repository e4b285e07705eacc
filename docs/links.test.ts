import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const PAGES = ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...globSync("docs/**/*.md")];

/** The linked paths of a page, without addresses of other sites and anchors within the page. */
function linksOf(page: string): string[] {
  const targets = [...readFileSync(page, "utf8").matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return targets.filter((target) => !/^(https?:|mailto:|#)/.test(target));
}

/** Paths in backquotes that name a file or folder of the repository, such as `lib/orders/state.ts`. */
function pathsOf(page: string): string[] {
  const quoted = [...readFileSync(page, "utf8").matchAll(/`([^`\n]+)`/g)].map(([, text = ""]) => text);
  const rooms = /^(app|bench|components|deploy|docs|e2e|lib|prisma)\/[\w./()[\]-]+$/;
  return quoted.filter((text) => rooms.test(text) && !text.includes("..."));
}

test.each(PAGES)("every link of %s leads to a file or folder", (page) => {
  const broken = linksOf(page).filter((target) => {
    const [path = ""] = decodeURIComponent(target).split("#");
    return !existsSync(join(dirname(page), path));
  });
  expect(broken).toEqual([]);
});

test.each(PAGES)("every path that %s names exists", (page) => {
  expect(pathsOf(page).filter((path) => !existsSync(path))).toEqual([]);
});
