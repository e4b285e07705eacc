import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";

/** The facts about the machine on which a run's figures depend. */
export type Machine = {
  cpu: string;
  cores: number;
  memoryGb: number;
  node: string;
  /** Load averages of one, five and fifteen minutes. More than the number of cores means that others used the machine. */
  load: number[];
  /** Median milliseconds to write 8 kB and flush it to disk: the lower bound of a single commit. */
  fsyncMs: number;
};

/** Reads the machine's facts; writes a few blocks into `folder` to time its disk. */
export function readMachine(folder: string): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    load: loadavg().map((value) => Math.round(value * 100) / 100),
    fsyncMs: timeFsync(join(folder, "fsync-probe")),
  };
}

function timeFsync(path: string): number {
  const file = openSync(path, "w");
  const block = Buffer.alloc(8_192, 1);
  const times = Array.from({ length: 51 }, () => {
    const started = performance.now();
    writeSync(file, block);
    fdatasyncSync(file);
    return performance.now() - started;
  }).sort((a, b) => a - b);
  closeSync(file);
  rmSync(path);
  return Math.round((times[25] ?? 0) * 1_000) / 1_000;
}
