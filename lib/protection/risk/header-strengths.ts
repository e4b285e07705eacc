import type { Signals } from "./judge-risk.ts";

/**
 * What the headers of a request add to the risk. A program that says who it is by an `Authorization` header is no browser and need not
 * look like one. All of it can be forged: a script that does so well adds nothing here, and is counted by its network.
 */
export function headerStrengths(headers: Headers): Signals {
  const agent = headers.get("user-agent") ?? "";
  if (agent === "" || SCRIPTS.test(agent) || HEADLESS.test(agent)) return { script_user_agent: 1 };
  if (headers.has("authorization") || !agent.startsWith("Mozilla/5.0")) return {};
  return { missing_headers: missingHeaders(headers, agent), hints_disagree: disagreement(headers, agent) };
}

/** What programs call themselves when nobody made them say something else. */
const SCRIPTS =
  /^(curl|wget|python|go-http-client|java|okhttp|axios|node|undici|got|libwww|ruby|php|guzzle|perl|httpie|postman|insomnia|scrapy|aiohttp|httpx|apache-httpclient|dart|bun|deno)\b/i;
const HEADLESS = /headless|phantomjs|slimerjs|puppeteer|playwright|selenium|cypress/i;

/** Half for the languages and half for the fetch metadata (Chrome 76, Firefox 90, Safari 16.4), of browsers that have them. */
function missingHeaders(headers: Headers, agent: string): number {
  const lacksLanguage = !headers.has("accept-language");
  const lacksMetadata = !headers.has("sec-fetch-site") && !isOldSafari(agent);
  return (lacksLanguage ? 0.5 : 0) + (lacksMetadata ? 0.5 : 0);
}

function isOldSafari(agent: string): boolean {
  const version = /Version\/(\d+)\.(\d+)[\d.]* .*Safari\//.exec(agent);
  return version !== null && Number(version[1]) + Number(version[2]) / 10 < 16.4;
}

/** The systems that a client hint and a user agent name alike. */
const SYSTEMS: Readonly<Record<string, RegExp>> = {
  Windows: /Windows NT/,
  macOS: /Macintosh/,
  Android: /Android/,
  "Chrome OS": /CrOS/,
  Linux: /Linux/,
};

/** Chromium's hints (`Sec-CH-UA`) against the user agent: 1 where they contradict each other, a half where Chrome sends none. */
function disagreement(headers: Headers, agent: string): number {
  const brands = headers.get("sec-ch-ua");
  const chrome = / Chrome\/(\d+)\./.exec(agent)?.[1];
  if (brands === null) return chrome && Number(chrome) >= 100 && !agent.includes("; wv)") ? 0.5 : 0;
  const isSameVersion = chrome !== undefined && brands.includes(`v="${chrome}"`);
  const system = SYSTEMS[(headers.get("sec-ch-ua-platform") ?? "").replaceAll('"', "")];
  return isSameVersion && (system === undefined || system.test(agent)) ? 0 : 1;
}
