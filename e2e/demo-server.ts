import { rmSync } from "node:fs";
import { join } from "node:path";
import { aProcess, runScript } from "../deploy/testing/a-process.ts";
import { scratchFolder } from "../lib/platform/testing/scratch-folder.ts";
import { BENEDUM_FILE } from "./benedum-file.ts";

/** The product as `npm start` starts it on an empty data folder, with the demo's data and the real theatre. */
export type DemoServer = {
  url: string;
  /** All that the server wrote so far. */
  words: () => string;
  /** Runs a script of the repository on the server's data, to its end; answers what it wrote. */
  run: (...script: string[]) => Promise<string>;
  stop: () => Promise<void>;
};

/** Starts it from the build; the real theatre is imported by the public command while the server runs. */
export async function startDemo(): Promise<DemoServer> {
  const folder = scratchFolder("browser");
  const env = {
    DATA_DIR: join(folder, "data"),
    PORT: "0",
    PWNED_PASSWORDS_URL: "off",
    VIES_URL: "off",
    LOG_LEVEL: "warn",
  };
  const server = aProcess(["server.ts"], env);
  const run: DemoServer["run"] = (...script) => runScript(script, env);
  const stop = async () => {
    server.signal("SIGINT");
    await server.ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await server.says(OPEN);
    if (BENEDUM_FILE) await run("deploy/import-venue.ts", BENEDUM_FILE, "--name", "Benedum Center", "--event");
    return { url: OPEN.exec(server.words())?.[1] ?? "", words: server.words, run, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * A server that runs already, so that tests can be tried while they are written: its address in `E2E_URL`, and its data in `DATA_DIR`
 * for the tests that run scripts on it.
 */
export function runningDemo(): DemoServer | undefined {
  const { E2E_URL: url, DATA_DIR = ".data" } = process.env;
  if (!url) return undefined;
  const run: DemoServer["run"] = (...script) => runScript(script, { DATA_DIR });
  return { url, words: () => "", run, stop: () => Promise.resolve() };
}

const OPEN = /Fairseat is open at (http:\S+)\n/;
