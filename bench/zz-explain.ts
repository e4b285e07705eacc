import { setStage } from "./stage.ts";
import { HOLD_STATEMENT } from "#lib/reservations/hold-statement";
import { uuidv7 } from "#lib/platform/ids";
import pg from "pg";
const stage = await setStage(1);
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
await stage.reset();
const ev = stage.eventIds[0];
let next = 0;
function args(n: number) {
  const idx = Array.from({ length: n }, (_, i) => i);
  const pairs = idx.map(() => { const k = (next++ * 7919) % 10000; return [k * 2 + 1, k * 2 + 2]; });
  return [idx, idx.map(() => ev), idx.map(() => uuidv7()), idx.map(() => `guest:${uuidv7()}`), idx.map(() => uuidv7()), idx.map(() => 600), idx.map(() => 2),
    idx.flatMap((i) => [i, i]), idx.flatMap(() => [ev, ev]), pairs.flat()];
}
const text = process.argv[3] ? (await import(process.argv[3])).S : HOLD_STATEMENT;
for (const n of [64, 1]) {
  for (let i = 0; i < 30; i++) await client.query({ name: `h`, text, values: args(n) });
  let best = 1e9; const all: number[] = [];
  for (let i = 0; i < 30; i++) { const t = performance.now(); await client.query({ name: `h`, text, values: args(n) }); all.push(performance.now() - t); }
  all.sort((a, b) => a - b);
  console.log(n, "median ms", all[15]?.toFixed(2), "min", all[0]?.toFixed(2));
}
if (process.argv[2] === "plan") {
  await client.query("SET plan_cache_mode = force_generic_plan");
  await client.query(`PREPARE g(int[],int[],uuid[],text[],uuid[],int[],int[],int[],int[],int[]) AS ${text}`);
  const lit = (v: unknown[]) => "'{" + v.join(",") + "}'";
  const a = args(64).map((v) => lit(v as unknown[])).join(",");
  const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS, SETTINGS, TIMING ON) EXECUTE g(${a})`);
  for (const r of rows) console.log(r["QUERY PLAN"]);
}
await client.end();
await stage.stop();
