import { onTestFinished } from "vitest";
import { type AProcess, aProcess } from "./a-process.ts";

/** Runs a script of the repository with its own environment, ended after its test, whether that passes or fails. */
export function aProcessOfThisTest(script: string[], env: Record<string, string> = {}): AProcess {
  const process = aProcess(script, env);
  onTestFinished(async () => {
    process.signal("SIGINT");
    const killer = setTimeout(() => process.signal("SIGKILL"), 120_000);
    await process.ended;
    clearTimeout(killer);
  });
  return process;
}
