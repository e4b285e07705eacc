import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type IConfiguration, type ICruiseResult } from "dependency-cruiser";
import { afterAll, expect, test } from "vitest";

/**
 * Proves that every import rule can fail. The test writes files that break each rule once and checks them: a rule whose pattern no
 * longer matches anything would otherwise stay green for ever.
 */
const config = createRequire(import.meta.url)("../../.dependency-cruiser.cjs") as Required<IConfiguration>;
const rules = (config.forbidden ?? []).map(({ name = "" }) => name);

/** A file that breaks a rule, its imports, and the imports of files on the way. All other files are empty. */
type Sabotage = { readonly from: string; readonly imports: readonly string[]; readonly beside?: Files };
type Files = Readonly<Record<string, readonly string[]>>;

const SERVICES = [
  ...["audit", "identity", "organizations", "legal", "catalog", "seating", "pricing", "waiting-room", "reservations"],
  ...["payments", "tickets", "orders", "notifications", "analytics", "privacy"],
];

const SABOTAGE: Readonly<Record<string, Sabotage>> = {
  "nothing-goes-in-circles": {
    // A circle is reported once, at the first of its files.
    from: "lib/catalog/about.ts",
    imports: ["lib/catalog/round.ts"],
    beside: { "lib/catalog/round.ts": ["lib/catalog/about.ts"] },
  },
  "every-import-leads-somewhere": { from: "lib/catalog/lost.ts", imports: ["#nowhere"] },
  ...Object.fromEntries(
    SERVICES.slice(0, -1).map((service, i) => [
      `${service}-does-not-know-services-that-stand-on-it`,
      { from: `lib/${service}/early.ts`, imports: [`lib/${SERVICES[i + 1]}/late.ts`] },
    ]),
  ),
  "platform-knows-nothing-of-the-domain": { from: "lib/platform/curious.ts", imports: ["lib/catalog/state.ts"] },
  "realtime-and-protection-know-no-service": { from: "lib/realtime/curious.ts", imports: ["lib/catalog/state.ts"] },
  "lib-does-not-know-pages": { from: "lib/catalog/page-reader.ts", imports: ["components/seat.tsx"] },
  "lib-does-not-know-what-the-start-brings-along": { from: "lib/catalog/starter.ts", imports: ["deploy/embed.ts"] },
  "endpoints-call-use-cases-not-stores": { from: "app/api/v1/a/route.ts", imports: ["lib/catalog/event-store.ts"] },
  "endpoints-do-not-touch-the-plumbing": { from: "app/api/v1/b/route.ts", imports: ["lib/platform/db/db.ts"] },
  "components-touch-contracts-and-rules-only": { from: "components/a.tsx", imports: ["lib/catalog/queries.ts"] },
  "components-reach-neither-database-nor-redis-nor-jobs-through-any-import": {
    from: "components/b.tsx",
    imports: ["lib/catalog/harmless.ts"],
    beside: {
      "lib/catalog/harmless.ts": ["lib/catalog/less-so.ts"],
      "lib/catalog/less-so.ts": ["lib/platform/db/db.ts"],
    },
  },
  "the-ui-kit-knows-no-domain-word": { from: "components/ui/button.tsx", imports: ["lib/catalog/state.ts"] },
  "only-stores-speak-prisma": { from: "lib/catalog/hold.ts", imports: ["lib/platform/db/sql.ts"] },
  "no-built-file-carries-prismas-client": {
    from: "lib/catalog/search-store.ts",
    imports: ["prisma/generated/client.ts"],
  },
  "only-the-stripe-adapter-speaks-stripe": { from: "lib/payments/other.ts", imports: ["stripe"] },
  "only-the-object-store-speaks-s3": { from: "lib/catalog/hasty.ts", imports: ["aws4fetch"] },
  "only-platform-speaks-redis": { from: "lib/realtime/hasty.ts", imports: ["ioredis"] },
  "the-api-is-pure-and-knows-no-next": { from: "app/api/v1/c/route.ts", imports: ["next"] },
  "only-pages-use-the-request-api-of-next": { from: "lib/catalog/headers.ts", imports: ["next"] },
  "the-product-does-not-import-tests": { from: "lib/catalog/tested.ts", imports: ["lib/catalog/state.test.ts"] },
  "no-room-without-a-name": { from: "lib/catalog/messy.ts", imports: ["lib/catalog/utils.ts"] },
};

/** Imports that the rules allow, close to those that they forbid. */
const ALLOWED: Files = {
  "app/page.tsx": ["components/seat.tsx", "lib/catalog/queries.ts", "next"],
  "app/api/v1/d/route.ts": ["lib/catalog/search-events.ts", "lib/platform/http/endpoint.ts"],
  "components/seat.tsx": ["components/ui/card.tsx", "lib/catalog/contract.ts"],
  "components/ui/card.tsx": ["lib/platform/money.ts"],
  "lib/catalog/search-events.ts": [
    "lib/catalog/search-store.ts",
    "lib/identity/identify.ts",
    "lib/realtime/channel.ts",
  ],
  "lib/catalog/search-store.ts": ["lib/platform/db/db.ts", "lib/platform/db/sql.ts"],
  "lib/payments/stripe/adapter.ts": ["stripe"],
  "lib/platform/redis.ts": ["ioredis"],
  "lib/platform/objects/s3-objects.ts": ["aws4fetch"],
  "lib/catalog/search.test.ts": ["lib/catalog/search-events.ts", "lib/orders/order.ts", "deploy/embed.ts"],
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

test("every rule has a sabotage, and every sabotage a rule", () => {
  expect(Object.keys(SABOTAGE).toSorted()).toEqual(rules.toSorted());
});

test("each rule catches the file that breaks it", async () => {
  const files = Object.values(SABOTAGE).flatMap(({ from, imports, beside = {} }) => [
    [from, imports] as const,
    ...Object.entries(beside),
  ]);
  const caught = await violations(Object.fromEntries(files));
  const missed = Object.entries(SABOTAGE).filter(([rule, { from }]) => !caught.includes(`${from} breaks ${rule}`));
  expect(missed).toEqual([]);
});

test("imports that follow the rules are let through", async () => {
  expect(await violations(ALLOWED)).toEqual([]);
});

/** Writes these files into a folder and lists what breaks our rules there, `file breaks rule`. */
async function violations(files: Files): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "fairseat-rules-"));
  folders.push(folder);
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { flag: "a" });
  };
  for (const name of ["stripe", "ioredis", "aws4fetch", "next"]) {
    put(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" }));
    put(`node_modules/${name}/index.js`, "module.exports = {};\n");
  }
  put("package.json", JSON.stringify({ dependencies: { stripe: "1", ioredis: "1", aws4fetch: "1", next: "1" } }));
  for (const [path, imports] of Object.entries(files)) {
    put(path, `export const here = 1;\n`);
    for (const [i, target] of imports.entries()) {
      const isOurs = target.includes("/");
      const place = isOurs ? `${"../".repeat(path.split("/").length - 1)}${target}` : target;
      put(path, `import * as other${i} from "${place}";\nexport const use${i} = other${i};\n`);
      if (isOurs) put(target, "");
    }
  }
  const { tsConfig: _, ...options } = config.options;
  const { output } = await cruise(
    ["app", "components", "deploy", "lib", "prisma"].filter((room) => hasRoom(files, room)),
    {
      ...options,
      baseDir: folder,
      validate: true,
      ruleSet: { forbidden: config.forbidden },
    },
  );
  return (output as ICruiseResult).summary.violations.map(({ from, rule }) => `${from} breaks ${rule.name}`);
}

function hasRoom(files: Files, room: string): boolean {
  return Object.entries(files)
    .flatMap(([path, imports]) => [path, ...imports])
    .some((path) => path.startsWith(`${room}/`));
}
