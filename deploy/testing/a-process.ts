import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** A program of the repository as a user runs it: its output, its end, and signals for it. */
export type AProcess = {
  pid: number;
  /** All output so far, from both streams. */
  words: () => string;
  /** Resolves when it has written this; rejects when it ended before. */
  says: (pattern: RegExp) => Promise<void>;
  /** Resolves with its exit code, or the signal that ended it. */
  ended: Promise<number | string>;
  signal: (signal: NodeJS.Signals, whom?: "alone" | "group") => void;
};

/** Runs a script of the repository with its own environment. The caller ends it. */
export function aProcess(script: string[], env: Record<string, string> = {}): AProcess {
  const child = spawn(process.execPath, script, {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...plainEnv(), ...env } as NodeJS.ProcessEnv,
  });
  const pid = child.pid ?? 0;
  let words = "";
  const waiting = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    words += chunk.toString();
    for (const look of waiting) look();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  let isOver = false;
  const ended = new Promise<number | string>((resolve) => {
    child.once("close", (code, signal) => {
      isOver = true;
      for (const look of waiting) look();
      resolve(code ?? signal ?? "");
    });
  });
  const signal = (name: NodeJS.Signals, whom: "alone" | "group" = "alone") => {
    if (!isOver) process.kill(whom === "group" ? -pid : pid, name);
  };
  const says = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!pattern.test(words) && !isOver) return;
        waiting.delete(look);
        if (pattern.test(words)) resolve();
        else reject(new Error(`It ended without saying ${pattern}:\n${words}`));
      };
      waiting.add(look);
      look();
    });
  return { pid, words: () => words, says, ended, signal };
}

/** Runs a script of the repository to its end. Answers what it wrote; throws with it when the script fails. */
export async function runScript(script: string[], env: Record<string, string> = {}): Promise<string> {
  const command = aProcess(script, env);
  const code = await command.ended;
  if (code !== 0) throw new Error(`${script.join(" ")} ended with ${code}:\n${command.words()}`);
  return command.words();
}

/** A plain shell's environment, without the variables of the test runner. */
function plainEnv(): Record<string, string> {
  const { PATH = "", HOME = "/", NEXT_DIST_DIR } = process.env;
  return {
    PATH,
    HOME,
    TZ: "UTC",
    // Tests send more requests from one address than any limit allows.
    RATE_LIMIT_SCALE: "1000",
    // A slow machine is no load.
    LOAD_TOLERANCE: "100000",
    ...(NEXT_DIST_DIR ? { NEXT_DIST_DIR } : {}),
  };
}

/** The ids of processes with this text in their command line. */
export function processesWith(words: string): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => commandOf(Number(pid)).includes(words))
    .map(Number);
}

/** The command line of a process; empty when it does not exist. */
export function commandOf(pid: number): string {
  try {
    const file = `/proc/${pid}/cmdline`;
    return existsSync(file) ? readFileSync(file, "utf8").replaceAll("\0", " ") : "";
  } catch {
    return "";
  }
}

/** Tries until it does not throw any more, however busy the machine is; then answers what it answered. */
export async function eventually<T>(attempt: () => Promise<T> | T, withinMs = 300_000): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
