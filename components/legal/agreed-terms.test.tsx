import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import en from "../../app/messages/en/legal.json";
import { AgreedTerms } from "./agreed-terms.tsx";

/** The words of the page as an English reader sees it. */
function shown(version: number, inForce: number): string {
  const text = { markdown: "## Quién vende", validFrom: version > 0 ? new Date("2026-11-01T00:00:00Z") : undefined };
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={{ legal: en }} timeZone="UTC">
      <AgreedTerms terms={{ version, locale: "es" }} text={text} inForce={inForce} />
    </NextIntlClientProvider>,
  );
}

test("one version of the terms says which it is, whether it holds today, and keeps the language it was agreed to in", () => {
  expect(shown(2, 2)).toContain("Version 2, published on November 1, 2026. It is in force today.");
  const replaced = shown(2, 3);
  expect(replaced).toContain("It holds for orders that were made under it.");
  expect(replaced).toContain('href="/terms"');
  expect(replaced).toMatch(/<div lang="es"[^>]*>.*Quién vende/);
  expect(shown(0, 1)).toContain("The original version.");
});
