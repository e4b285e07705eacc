/** The rooms of the house and who may enter which; rule names are the sentences that people read when they break one. */
const ORDER = [
  "audit",
  "identity",
  "organizations",
  "legal",
  "catalog",
  "seating",
  "pricing",
  "waiting-room",
  "reservations",
  "payments",
  "tickets",
  "orders",
  "notifications",
  "analytics",
  "privacy",
];

const TESTS = "(\\.test\\.tsx?|\\.fixture\\.ts|/testing/)";

const laterServices = ORDER.slice(0, -1).map((service, index) => ({
  name: `${service}-does-not-know-services-that-stand-on-it`,
  severity: "error",
  from: { path: `^lib/${service}/`, pathNot: TESTS },
  to: { path: `^lib/(${ORDER.slice(index + 1).join("|")})/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "nothing-goes-in-circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "every-import-leads-somewhere", severity: "error", from: {}, to: { couldNotResolve: true } },
    ...laterServices,
    {
      name: "platform-knows-nothing-of-the-domain",
      severity: "error",
      from: { path: "^lib/platform/", pathNot: TESTS },
      to: { path: "^(app|components|lib/(?!platform/))" },
    },
    {
      name: "realtime-and-protection-know-no-service",
      severity: "error",
      from: { path: "^lib/(realtime|protection)/", pathNot: TESTS },
      to: { path: "^(app|components|lib/(?!platform/|realtime/|protection/))" },
    },
    {
      name: "lib-does-not-know-pages",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|components)/", pathNot: "^app/messages/" },
    },
    {
      name: "lib-does-not-know-what-the-start-brings-along",
      severity: "error",
      from: { path: "^lib/", pathNot: TESTS },
      to: { path: "^deploy/" },
    },
    {
      name: "endpoints-call-use-cases-not-stores",
      severity: "error",
      from: { path: "^app/", pathNot: TESTS },
      to: { path: "^lib/.+store\\.ts$" },
    },
    {
      name: "endpoints-do-not-touch-the-plumbing",
      severity: "error",
      from: { path: "^app/", pathNot: TESTS },
      to: { path: "(^lib/platform/(db/db|redis)\\.ts$|^prisma/|node_modules/(@prisma|stripe|ioredis|@upstash)/)" },
    },
    {
      name: "components-touch-contracts-and-rules-only",
      severity: "error",
      from: { path: "^components/", pathNot: TESTS },
      to: {
        path: "((store|queries)\\.ts$|^lib/platform/(db/[a-z-]+|redis|http/(endpoint|idempotency|read-body|request-context)|jobs/[a-z-]+|observability/[a-z-]+|env)\\.ts$|^prisma/|^app/|node_modules/(@prisma|stripe|ioredis|@upstash|pg)/)",
        pathNot: "^components/",
      },
    },
    {
      // Counts type imports as well: what a component needs to know of a service is in a contract or a rule.
      name: "components-reach-neither-database-nor-redis-nor-jobs-through-any-import",
      severity: "error",
      from: { path: "^components/", pathNot: TESTS },
      to: {
        path: "(^lib/platform/(db/|jobs/|redis)|^prisma/generated/|node_modules/(pg|@prisma|ioredis|ioredis-mock|@upstash|graphile-worker)/)",
        reachable: true,
      },
    },
    {
      name: "the-ui-kit-knows-no-domain-word",
      severity: "error",
      from: { path: "^components/ui/", pathNot: TESTS },
      to: { path: "^(components/(?!ui/)|lib/(?!platform/)|app/)" },
    },
    {
      name: "only-stores-speak-prisma",
      severity: "error",
      from: {
        path: "^(lib|app|components)/",
        pathNot: `((store|queries)\\.ts$|^lib/platform/|${TESTS}|^lib/identity/auth-options\\.ts$)`,
      },
      to: { path: "(^lib/platform/db/(db|sql)\\.ts$|^prisma/generated/)", dependencyTypesNot: ["type-only"] },
    },
    {
      comment:
        "Next would copy the client, with the whole schema, into some twenty files of the server (lib/platform/db/sql.ts).",
      name: "no-built-file-carries-prismas-client",
      severity: "error",
      from: { path: "^(lib|app|components)/", pathNot: TESTS },
      to: { path: "^prisma/generated/(client|internal/)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "only-the-stripe-adapter-speaks-stripe",
      severity: "error",
      from: { path: "^(app|lib|components)/", pathNot: `(^lib/payments/stripe/|^components/checkout/|${TESTS})` },
      to: { path: "node_modules/(stripe|@stripe)/" },
    },
    {
      name: "only-the-object-store-speaks-s3",
      severity: "error",
      from: { path: "^(app|lib|components|deploy)/", pathNot: `(^lib/platform/objects/|${TESTS})` },
      to: { path: "node_modules/aws4fetch/" },
    },
    {
      name: "only-platform-speaks-redis",
      severity: "error",
      from: { path: "^(app|lib|components)/", pathNot: `(^lib/platform/|${TESTS})` },
      to: { path: "node_modules/(ioredis|ioredis-mock|@upstash/redis)/" },
    },
    {
      name: "the-api-is-pure-and-knows-no-next",
      severity: "error",
      from: { path: "^app/api/(v1|webhooks|cron|health|metrics)/", pathNot: TESTS },
      to: { path: "node_modules/next(-intl|-auth)?/" },
    },
    {
      name: "only-pages-use-the-request-api-of-next",
      severity: "error",
      from: { path: "^lib/", pathNot: "^lib/identity/auth-options\\.ts$" },
      to: { path: "node_modules/next/" },
    },
    {
      name: "the-product-does-not-import-tests",
      severity: "error",
      from: { pathNot: `${TESTS}|^e2e/|^bench/|vitest` },
      to: { path: "(\\.test\\.tsx?|\\.fixture\\.ts)$" },
    },
    {
      name: "no-room-without-a-name",
      severity: "error",
      from: {},
      to: { path: "/(utils?|helpers?|misc|common)(/|[.]ts|[.]tsx)", pathNot: "node_modules" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.data|prisma/generated/internal)" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
