import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/**
 * The lowest versions without known vulnerabilities. Not every registry answers audits, so the list is kept by hand: add a line
 * for each advisory.
 */
const FLOORS: Record<string, { floor: string; because: string }> = {
  next: { floor: "16.2.6", because: "it carries React's server components, CVE-2025-55182 and those after it" },
  react: { floor: "19.2.6", because: "code execution through server functions, CVE-2025-55182 and those after it" },
  "react-dom": { floor: "19.2.6", because: "goes with react" },
  "next-auth": { floor: "4.24.12", because: "mail codes that reach another mailbox, by way of nodemailer" },
  nodemailer: { floor: "7.0.7", because: "an address with quotes reaches another mailbox, CVE-2025-13033" },
  jose: { floor: "4.15.5", because: "a small compressed token fills the memory, CVE-2024-28176" },
  ws: { floor: "8.17.1", because: "a request with many headers brings the server down, CVE-2024-37890" },
  undici: {
    floor: "6.21.2",
    because: "boundaries that can be guessed, CVE-2025-22150, and memory that leaks, CVE-2025-47279",
  },
  postcss: { floor: "8.4.31", because: "comments read as rules, CVE-2023-44270" },
  ajv: { floor: "6.12.3", because: "prototype pollution, CVE-2020-15366" },
};

type Lock = { packages: Record<string, { version?: string }> };
const lock = JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8")) as Lock;

/** Every copy of a package that would be installed, with its place. */
function copiesOf(name: string): { place: string; version: string }[] {
  return Object.entries(lock.packages).flatMap(([place, { version }]) =>
    version && (place === `node_modules/${name}` || place.endsWith(`/node_modules/${name}`))
      ? [{ place, version }]
      : [],
  );
}

function isAtLeast(version: string, floor: string): boolean {
  const parts = (text: string) => text.split("-")[0]?.split(".").map(Number) ?? [];
  const [have, need] = [parts(version), parts(floor)];
  const place = need.findIndex((part, i) => part !== have[i]);
  return place < 0 || (have[place] ?? 0) > (need[place] ?? 0);
}

test.each(Object.entries(FLOORS))("no copy of %s is older than its known holes", (name, { floor }) => {
  const old = copiesOf(name).filter(({ version }) => !isAtLeast(version, floor));
  expect(old).toEqual([]);
});

test("the comparison knows a version that is too old", () => {
  expect(["16.2.5", "16.1.9", "15.9.9"].map((version) => isAtLeast(version, "16.2.6"))).toEqual([false, false, false]);
  expect(["16.2.6", "16.2.10", "16.3.0", "17.0.0"].every((version) => isAtLeast(version, "16.2.6"))).toBe(true);
});
