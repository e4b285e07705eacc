/**
 * Proves the product: types, form, rooms, dead code, then the tests of each kind, with how many ran and in what time, why
 * any was skipped, and how much of `lib` they reach. `--quick` leaves the tests out. Goes on after a failure, so that one run names them all; exits 1 when anything failed.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import istanbul from "istanbul-lib-coverage";
import { provideRedis } from "./deploy/testing/install-package.ts";

const { values: flags } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const reports = mkdtempSync(join(tmpdir(), "fairseat-verify-"));

type Step = { name: string; command: string[]; report?: string };
type Counts = { passed: number; failed: number; skips: { title: string; reason: string }[] };
type Result = Counts & { name: string; seconds: number; isGreen: boolean };

/** Of a hundred lines of `lib`, how many the tests of the projects in `MEASURED` must run at least. */
const LINES_MIN_PERCENT = 90;
const MEASURED = ["unit", "db", "race"];
const NO_REASON = "it gives no reason";

const checks: Step[] = [
  { name: "types", command: ["tsc", "--noEmit", "-p", "."] },
  { name: "form", command: ["biome", "check", "--error-on-warnings", "."] },
  { name: "promises", command: ["oxlint", "--type-aware", "--deny-warnings"] },
  {
    name: "rooms",
    command: [
      "depcruise",
      "app",
      "lib",
      "components",
      "prisma/seed",
      "bench",
      "e2e",
      "server.ts",
      "deploy",
      "--output-type",
      "err",
    ],
  },
  { name: "dead code", command: ["knip", "--reporter", "compact"] },
];

const tests: Step[] = [vitest("unit"), vitest("db"), vitest("race"), vitest("start"), playwright()];

const results: Result[] = [];
if (!flags.quick) provideRedis();
for (const step of flags.quick ? checks : [...checks, ...tests]) results.push(await run(step));
if (!flags.quick) results.push(coverage());
rmSync(reports, { recursive: true, force: true });
report(results);

function vitest(project: string): Step {
  const report = join(reports, `${project}.json`);
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  const measure = MEASURED.includes(project)
    ? ["--coverage", `--coverage.reportsDirectory=${coverageOf(project)}`]
    : [];
  return { name: project, command: ["vitest", "run", "--project", project, ...reporters, ...measure], report };
}

function playwright(): Step {
  return { name: "browser", command: ["playwright", "test"], report: join(reports, "browser.json") };
}

async function run(step: Step): Promise<Result> {
  const started = performance.now();
  process.stdout.write(`\n── ${step.name}\n`);
  const [command, ...args] = step.command;
  const bin = join("node_modules", ".bin");
  const child = spawn(join(bin, command ?? ""), args, {
    stdio: "inherit",
    env: { ...process.env, PATH: `${bin}:${process.env.PATH ?? ""}`, PLAYWRIGHT_JSON_OUTPUT_NAME: step.report ?? "" },
  });
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  const counts = step.report
    ? countsIn(step.report)
    : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skips: [] };
  return { name: step.name, seconds: (performance.now() - started) / 1_000, isGreen: code === 0, ...counts };
}

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { assertionResults: { fullName: string; status: string; meta?: { skipReason?: string } }[] }[];
};
type PlaywrightSuite = {
  suites?: PlaywrightSuite[];
  specs?: { title: string; tests: { status: string; annotations: { type: string; description?: string }[] }[] }[];
};
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number }; suites: PlaywrightSuite[] };

/** How many tests a runner's report names; a report that is missing counts as a failure, never as nothing. */
function countsIn(file: string): Counts {
  try {
    const report = JSON.parse(readFileSync(file, "utf8")) as VitestReport | PlaywrightReport;
    if ("stats" in report) {
      const { expected, unexpected, flaky } = report.stats;
      return { passed: expected, failed: unexpected + flaky, skips: report.suites.flatMap(skipsIn) };
    }
    const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
    const skips = tests
      .filter(({ status }) => status !== "passed" && status !== "failed")
      .map(({ fullName, meta }) => ({ title: fullName.trim(), reason: meta?.skipReason ?? NO_REASON }));
    return { passed: report.numPassedTests, failed: report.numFailedTests, skips };
  } catch (error) {
    process.stdout.write(`\nThe report of the tests could not be read: ${String(error)}\n`);
    return { passed: 0, failed: 1, skips: [] };
  }
}

function skipsIn({ suites = [], specs = [] }: PlaywrightSuite): Counts["skips"] {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === "skipped")
      .map(({ annotations }) => ({
        title,
        reason: annotations.find(({ type }) => type === "skip")?.description ?? NO_REASON,
      })),
  );
  return [...own, ...suites.flatMap(skipsIn)];
}

function coverageOf(project: string): string {
  return join(reports, `coverage-${project}`);
}

/** What the measured projects reach of `lib` together. Too little of it is a failure, and so is a missing measurement. */
function coverage(): Result {
  const all = istanbul.createCoverageMap();
  try {
    for (const project of MEASURED) {
      all.merge(JSON.parse(readFileSync(join(coverageOf(project), "coverage-final.json"), "utf8")) as never);
    }
  } catch (error) {
    process.stdout.write(`\nThe coverage was not measured: ${String(error)}\n`);
    return { name: "coverage", seconds: 0, isGreen: false, passed: 0, failed: 1, skips: [] };
  }
  const percentOf = (files: string[]) => {
    const summary = istanbul.createCoverageSummary();
    for (const file of files) summary.merge(all.fileCoverageFor(file).toSummary());
    return summary.lines.pct;
  };
  const services = Map.groupBy(all.files(), (file) => /\/lib\/([^/]+)/.exec(file)?.[1] ?? "");
  const total = percentOf(all.files());
  const lines = [...services].sort().map(([name, files]) => `${name} ${percentOf(files)}`);
  process.stdout.write(`\n── coverage\nLines of lib that tests run: ${total} % (${lines.join(", ")})\n`);
  const isGreen = total >= LINES_MIN_PERCENT;
  if (!isGreen) process.stdout.write(`That is less than ${LINES_MIN_PERCENT} %.\n`);
  return { name: "coverage", seconds: 0, isGreen, passed: isGreen ? 1 : 0, failed: isGreen ? 0 : 1, skips: [] };
}

function report(all: Result[]): void {
  const lines = all.map((each) => {
    const counts = `${String(each.passed).padStart(5)} passed ${String(each.failed).padStart(3)} failed ${String(each.skips.length).padStart(3)} skipped`;
    return `${each.isGreen ? "ok  " : "FAIL"} ${each.name.padEnd(10)} ${counts} ${each.seconds.toFixed(1).padStart(7)} s`;
  });
  const skips = all.flatMap(({ name, skips }) =>
    skips.map(({ title, reason }) => `skipped ${name}: ${title} (${reason})\n`),
  );
  const sum = (count: (each: Result) => number) => all.reduce((total, each) => total + count(each), 0);
  const broken = all.filter((each) => !each.isGreen && each.failed === 0).length;
  const passed = sum((each) => each.passed);
  const failed = sum((each) => each.failed) + broken;
  process.stdout.write(
    `\n${skips.join("")}\n${lines.join("\n")}\n\n${passed} passed, ${failed} failed, ${sum((each) => each.skips.length)} skipped\n`,
  );
  process.exitCode = all.every((each) => each.isGreen) ? 0 : 1;
}
