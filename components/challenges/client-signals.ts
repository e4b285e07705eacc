import type { z } from "zod";
import type { clientSignals, HeadlessMark } from "#lib/protection/risk/signals";

type Signals = z.input<typeof clientSignals>;

/** As far as the contract counts, which no browser loads. */
const EVENTS_MAX = 100;

const counts = { pointer_presses: 0, key_presses: 0, touches: 0, focus_changes: 0 };
let isWatching = false;

/** Counts presses, keys, touches and changes of focus from now on: that there were some, and not which. Once for a page. */
export function watchInput(): void {
  if (isWatching) return;
  isWatching = true;
  const count = (name: keyof typeof counts) => () => {
    counts[name] = Math.min(EVENTS_MAX, counts[name] + 1);
  };
  const options = { capture: true, passive: true };
  window.addEventListener("pointerdown", count("pointer_presses"), options);
  window.addEventListener("keydown", count("key_presses"), options);
  window.addEventListener("touchstart", count("touches"), options);
  window.addEventListener("focusin", count("focus_changes"), options);
}

/** What the browser says of itself, as the contract of the risk has it. Never rejects. */
export async function clientSignalsNow(): Promise<Signals> {
  return {
    ...counts,
    page_ms: Math.round(performance.now()),
    is_webdriver: navigator.webdriver === true,
    headless_marks: await headlessMarks(),
    has_web_crypto: globalThis.crypto?.subtle !== undefined,
  };
}

/** BotD's detectors by the names of the marks. Those that are not here look at what another signal says. */
const MARKS: Readonly<Record<string, HeadlessMark>> = {
  detectAppVersion: "app_version",
  detectDocumentAttributes: "document_attributes",
  detectErrorTrace: "error_trace",
  detectEvalLengthInconsistency: "eval_length",
  detectFunctionBind: "function_bind",
  detectLanguagesLengthInconsistency: "languages",
  detectNotificationPermissions: "notifications",
  detectPluginsArray: "plugins_array",
  detectPluginsLengthInconsistency: "plugins_length",
  detectProcess: "process",
  detectUserAgent: "user_agent",
  detectWebGL: "web_gl",
  detectWindowExternal: "window_external",
  detectWindowSize: "window_size",
  detectMimeTypesConsistent: "mime_types",
  detectProductSub: "product_sub",
  detectDistinctiveProperties: "distinctive_properties",
};

/** Its parts are called one by one, because its `load` reports the visit to its makers. */
async function headlessMarks(): Promise<HeadlessMark[]> {
  try {
    const { collect, detect, detectors, sources } = await import("@fingerprintjs/botd");
    const [found] = detect(await collect(sources), detectors);
    return Object.entries(found).flatMap(([name, { bot }]) => (bot && MARKS[name] ? [MARKS[name]] : []));
  } catch {
    return [];
  }
}
