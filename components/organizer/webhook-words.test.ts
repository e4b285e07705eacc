import { readFileSync } from "node:fs";
import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import { WEBHOOK_EVENTS } from "#lib/notifications/webhooks/webhook-contract";
import { LOCALES } from "../layout/locales.ts";

test.each(LOCALES)("every message that webhooks carry has its words in %s", (locale) => {
  const messages = { webhooks: JSON.parse(readFileSync(`app/messages/${locale}/webhooks.json`, "utf8")) };
  const t = createTranslator({ locale, messages, namespace: "webhooks.events", onError: () => {} });
  expect(WEBHOOK_EVENTS.filter((type) => !t.has(type))).toEqual([]);
});
