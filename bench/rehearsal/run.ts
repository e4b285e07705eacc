/**
 * `npm run rehearsal`: plays a sale with far too many people and bots among them, once with challenges and once without, on a simulated clock
 * and by the product's own rules. Prints who waited how long and who got what, and writes pictures. The same seed plays the same sale.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { modelCurve, readCurve, wholeArrivals } from "./arrivals.ts";
import { personsIn } from "./fair.ts";
import { picturesOf } from "./pictures.ts";
import { reportOf } from "./report.ts";
import { RehearsedSale } from "./sale.ts";
import { scenarioOf } from "./scenario.ts";

const HELP = `npm run rehearsal -- [options]
  --scale 0.1       a tenth of everything: people, seats, places, bots (default 1: 3.5 million people, some minutes and gigabytes)
  --seed 1          another sale of the same kind
  --arrivals FILE   a recorded curve instead of the modelled one: CSV with the header second,people, or JSON with a list of
                    {"second": -3600, "people": 12}; seconds relative to the on-sale, negative before it
  --out FOLDER      where the pictures and result.json go (default bench/results/rehearsal)
`;

const { values } = parseArgs({
  options: {
    scale: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    arrivals: { type: "string" },
    out: { type: "string", default: join("bench", "results", "rehearsal") },
    help: { type: "boolean", default: false },
  },
});
const [scale, seed] = [Number(values.scale), Number(values.seed)];
if (values.help || !(scale > 0) || !Number.isSafeInteger(seed)) {
  process.stdout.write(HELP);
  process.exit(values.help ? 0 : 1);
}

const modelled = scenarioOf({ scale, seed });
const curve = values.arrivals
  ? readCurve(readFileSync(values.arrivals, "utf8"), modelled.opensAt)
  : modelCurve(modelled.people, modelled.opensAt);
const arrivals = wholeArrivals(curve);
const scenario = { ...modelled, people: arrivals.reduce((sum, people) => sum + people, 0) };
const [on, off] = [new RehearsedSale(scenario, "on").play(arrivals), new RehearsedSale(scenario, "off").play(arrivals)];
const given = { scenario, persons: personsIn(on, scenario) };

process.stdout.write(`${reportOf({ on, off }, given)}\n`);
mkdirSync(values.out, { recursive: true });
const pictures = picturesOf({ on, off }, given);
for (const [name, svg] of Object.entries(pictures)) writeFileSync(join(values.out, name), svg);
const outcomes = [on, off].map(({ challenges, tallies, requests, soldOutAfter, endedAfter, waits }) => {
  const groups = tallies.map(({ waits: _waits, workSeconds: _work, ...counts }) => counts);
  return { challenges, soldOutAfter, endedAfter, requests, groups, predictions: waits.judged() };
});
writeFileSync(join(values.out, "result.json"), `${JSON.stringify({ scenario, outcomes }, null, 2)}\n`);
process.stdout.write(`\n${Object.keys(pictures).join(", ")} and result.json are in ${values.out}\n`);
