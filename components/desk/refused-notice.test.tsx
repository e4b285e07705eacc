import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import organizer from "../../app/messages/en/organizer.json";
import { RefusedNotice } from "./refused-notice.tsx";

const render = (code: string) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={{ organizer }} timeZone="UTC">
      <RefusedNotice code={code}>Why not</RefusedNotice>
    </NextIntlClientProvider>,
  );

test("a refusal for want of a second factor leads to where one is set up, and no other does", () => {
  expect(render("two_factor_required")).toMatch(/role="alert".*Why not.*href="\/account\/security"/);
  expect(render("forbidden")).toMatch(/role="alert".*Why not/);
  expect(render("forbidden")).not.toContain("href");
});
