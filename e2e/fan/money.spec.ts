import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { expect, test } from "@playwright/test";
import { KNOWN_CURRENCIES } from "../../lib/platform/currencies.ts";
import { formatMoney } from "../../lib/platform/money.ts";

/** The product's own modules as one script, which this page needs no server for. */
function moneyScript(): string {
  const modules = ["currencies", "money"].map((name) => {
    const source = readFileSync(`${import.meta.dirname}/../../lib/platform/${name}.ts`, "utf8");
    return stripTypeScriptTypes(source)
      .replace(/^import .*$/gm, "")
      .replace(/^export /gm, "");
  });
  return `${modules.join("\n")}\nwindow.writeMoney = formatMoney;`;
}

test("the browser writes every currency with the digits that the server writes", async ({ page }) => {
  await page.addScriptTag({ content: moneyScript() });
  const codes = [...KNOWN_CURRENCIES];
  for (const locale of ["en", "es"]) {
    const written = await page.evaluate(
      ({ codes, locale }) => {
        const { writeMoney } = window as unknown as { writeMoney: typeof formatMoney };
        return codes.map((code) => writeMoney(5, code, locale));
      },
      { codes, locale },
    );
    // Signs and spaces differ between versions of the runtimes. Five minor units are 5, 0.05 or 0.005: their digits tell the exponent.
    const digits = (text: string, i: number) => `${codes[i]} ${text.replace(/[^0-9]/g, "")}`;
    expect(written.map(digits)).toEqual(codes.map((code) => formatMoney(5, code, locale)).map(digits));
  }
});
