import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownPath } from "./own-path.ts";

describe("after signing in", () => {
  it("one comes back to the page one came from", () => {
    expect(ownPath("/checkout/12-0192?step=card#pay")).toBe("/checkout/12-0192?step=card#pay");
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "javascript:alert(1)",
    "",
    undefined,
    ["/a", "/b"],
  ])("one is never sent to another site by %j", (next) => {
    expect(ownPath(next)).toBe("/account");
  });

  it("no text at all leads off this site", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.string().map((rest) => `/${rest}`),
          fc.webUrl(),
        ),
        (next) => {
          expect(new URL(ownPath(next), "https://fairseat.example").origin).toBe("https://fairseat.example");
        },
      ),
    );
  });
});
