import { monitorEventLoopDelay } from "node:perf_hooks";
import { env } from "#lib/platform/env";
import { log } from "#lib/platform/observability/log";
import { judgeHealth } from "./judge-health.ts";
import { judgeLoad, nextLevel } from "./judge-load.ts";
import { type LoadState, loadState } from "./load-state.ts";
import { askNothing, loadSwitches } from "./load-store.ts";
import { noteLoad } from "./metrics.ts";
import { noteDatabase, noteEventLoop, readLoad, valuesOf } from "./readings.ts";
import { STEPS, stateOfStep } from "./steps.ts";

const EVERY_MS = 1_000;
/** Every other second: a switch works everywhere within two seconds. */
const SWITCHES_EVERY = 2;
const RESOLUTION_MS = 10;

/**
 * Measures this process once a second and decides how far it degrades. It costs two timers and one empty statement a second. Answers
 * what stops it.
 */
export function watchLoad(): () => void {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  let turn = 0;
  let isAsking = false;
  const timer = setInterval(() => {
    noteDelay(delays);
    judgeNow();
    turn += 1;
    // One at a time: a database that hangs is asked once, and what waits for it is not counted again each second.
    if (isAsking) return;
    isAsking = true;
    void askDatabase(turn % SWITCHES_EVERY === 0).finally(() => {
      isAsking = false;
    });
  }, EVERY_MS).unref();
  void readSwitches();
  return () => {
    clearInterval(timer);
    delays.disable();
  };
}

/** The histogram has the time from one timer to the next, of which the resolution was asked for. */
function noteDelay(delays: ReturnType<typeof monitorEventLoopDelay>): void {
  if (delays.count > 0) noteEventLoop(Math.max(0, delays.percentile(99) / 1e6 - RESOLUTION_MS));
  delays.reset();
}

/** Judges the last ten seconds and remembers the result. */
export function judgeNow(nowMs: number = performance.now()): void {
  const state = loadState();
  const before = state.level.level;
  const readings = readLoad();
  const tolerance = { tolerance: env().LOAD_TOLERANCE };
  const judgement = judgeLoad(valuesOf(readings), tolerance);
  state.level = nextLevel(state.level, judgement.level, nowMs);
  state.seen = { readings, judgement, health: judgeHealth(readings, tolerance) };
  const { level } = state.level;
  noteLoad(stepsOf(state), { level, values: valuesOf(readings) });
  if (level !== before) log().warn({ level, before, levels: judgement.levels }, "the level of load changed");
}

async function askDatabase(withSwitches: boolean): Promise<void> {
  const startedAt = performance.now();
  try {
    await askNothing();
    noteDatabase(performance.now() - startedAt, "ok");
  } catch {
    // What keeps the statement from its connection is noted by the requests that wait for one as well.
    noteDatabase(performance.now() - startedAt, "failed");
  }
  if (withSwitches) await readSwitches();
}

/** Reads the switches again. Without a database those read last stay. */
async function readSwitches(): Promise<void> {
  try {
    loadState().switches = await loadSwitches();
  } catch (error) {
    log().warn({ err: error }, "the switches of the steps were not read");
  }
}

/** Which steps are on. */
function stepsOf({ level, switches }: LoadState) {
  return STEPS.map((step) => ({ step, isOn: stateOfStep(step, level.level, switches).isOn }));
}
