import { rmSync } from "node:fs";
import { join } from "node:path";
import { aProcess } from "../deploy/testing/a-process.ts";
import { scratchFolder } from "../lib/platform/testing/scratch-folder.ts";
import { BENEDUM_FILE } from "./benedum-file.ts";

/** The product as `npm start` starts it on an empty data folder, with the demo's data and the real theatre. */
export type DemoServer = { url: string; words: () => string; stop: () => Promise<void> };

/** Starts it from the build; the real theatre is imported by the public command while the server runs. */
export async function startDemo(): Promise<DemoServer> {
  const folder = scratchFolder("browser");
  const env = { DATA_DIR: join(folder, "data"), PORT: "0", PWNED_PASSWORDS_URL: "off", LOG_LEVEL: "warn" };
  const server = aProcess(["server.ts"], env);
  const stop = async () => {
    server.signal("SIGINT");
    await server.ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await server.says(OPEN);
    if (BENEDUM_FILE) await importBenedum(BENEDUM_FILE, env);
    return { url: OPEN.exec(server.words())?.[1] ?? "", words: server.words, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const OPEN = /Fairseat is open at (http:\S+)\n/;

async function importBenedum(file: string, env: Record<string, string>): Promise<void> {
  const command = aProcess(["deploy/import-venue.ts", file, "--name", "Benedum Center", "--event"], env);
  if ((await command.ended) !== 0) throw new Error(`The Benedum Center was not imported:\n${command.words()}`);
}
