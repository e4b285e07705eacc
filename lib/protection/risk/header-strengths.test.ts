import { describe, expect, test } from "vitest";
import { headerStrengths } from "./header-strengths.ts";
import { judgeRisk } from "./judge-risk.ts";
import { BROWSERS, CHROME, SAFARI } from "./testing/browsers.ts";

const judged = (headers: Record<string, string>) => judgeRisk(headerStrengths(new Headers(headers)));

describe("the headers of a request", () => {
  test.each(Object.entries(BROWSERS))("of %s add nothing", (_name, headers) => {
    expect(judged(headers)).toEqual({ score: 0, band: "low", reasons: [] });
  });

  test.each([
    "",
    "curl/8.14.1",
    "python-requests/2.32.4",
    "node",
    "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0.0.0",
  ])("of %j name a script, which is middle", (agent) => {
    expect(judged({ ...CHROME, "user-agent": agent })).toMatchObject({
      band: "middle",
      reasons: ["script_user_agent"],
    });
  });

  test("that only copy a browser's user agent lack what browsers send", () => {
    expect(judged({ "user-agent": CHROME["user-agent"] })).toMatchObject({
      band: "middle",
      reasons: ["missing_headers", "hints_disagree"],
    });
    expect(judged({ "user-agent": SAFARI["user-agent"] }).reasons).toEqual(["missing_headers"]);
  });

  test("whose hints contradict the user agent are named", () => {
    for (const other of [
      { "sec-ch-ua-platform": '"Android"' },
      { "user-agent": SAFARI["user-agent"] },
      { "user-agent": CHROME["user-agent"].replace(/Chrome\/\d+/, "Chrome/91") },
    ])
      expect(judged({ ...CHROME, ...other }).reasons).toEqual(["hints_disagree"]);
  });

  test("of a program with a token of its own need not look like a browser's, and a script's name still counts", () => {
    expect(judged({ authorization: "Bearer x", "user-agent": "BoxOffice/3.1 (Mozilla)" }).score).toBe(0);
    expect(judged({ authorization: "Bearer x", "user-agent": "node" }).band).toBe("middle");
  });
});
