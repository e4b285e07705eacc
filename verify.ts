/**
 * Proves the product: types, form, rooms, dead code, then the tests of each kind, with how many ran and in what time.
 * `--quick` leaves the tests out. Goes on after a failure, so that one run names them all; exits 1 when anything failed.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values: flags } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const reports = mkdtempSync(join(tmpdir(), "fairseat-verify-"));

type Step = { name: string; command: string[]; report?: string };
type Result = { name: string; seconds: number; isGreen: boolean; passed: number; failed: number; skipped: number };

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
for (const step of flags.quick ? checks : [...checks, ...tests]) results.push(await run(step));
rmSync(reports, { recursive: true, force: true });
report(results);

function vitest(project: string): Step {
  const report = join(reports, `${project}.json`);
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  return { name: project, command: ["vitest", "run", "--project", project, ...reporters], report };
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
    : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  return { name: step.name, seconds: (performance.now() - started) / 1_000, isGreen: code === 0, ...counts };
}

/** How many tests a runner's report names; a report that is missing counts as a failure, never as nothing. */
function countsIn(file: string): { passed: number; failed: number; skipped: number } {
  try {
    const report = JSON.parse(readFileSync(file, "utf8")) as {
      numPassedTests?: number;
      numFailedTests?: number;
      numPendingTests?: number;
      stats?: { expected: number; unexpected: number; flaky: number; skipped: number };
    };
    if (report.stats) {
      const { expected, unexpected, flaky, skipped } = report.stats;
      return { passed: expected, failed: unexpected + flaky, skipped };
    }
    return {
      passed: report.numPassedTests ?? 0,
      failed: report.numFailedTests ?? 0,
      skipped: report.numPendingTests ?? 0,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function report(all: Result[]): void {
  const lines = all.map((each) => {
    const counts = `${String(each.passed).padStart(5)} passed ${String(each.failed).padStart(3)} failed ${String(each.skipped).padStart(3)} skipped`;
    return `${each.isGreen ? "ok  " : "FAIL"} ${each.name.padEnd(10)} ${counts} ${each.seconds.toFixed(1).padStart(7)} s`;
  });
  const sum = (key: "passed" | "failed" | "skipped") => all.reduce((total, each) => total + each[key], 0);
  const broken = all.filter((each) => !each.isGreen && each.failed === 0).length;
  process.stdout.write(
    `\n${lines.join("\n")}\n\n${sum("passed")} passed, ${sum("failed") + broken} failed, ${sum("skipped")} skipped\n`,
  );
  process.exitCode = all.every((each) => each.isGreen) ? 0 : 1;
}
