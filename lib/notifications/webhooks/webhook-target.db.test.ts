import { describe, expect, test } from "vitest";
import { env } from "#lib/platform/env";
import { forgetSingleton, singleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { aReceiver } from "../testing/a-receiver.ts";
import { checkWebhookUrl } from "./check-webhook-url.ts";
import { sendWebhook } from "./send-webhook.ts";

aDatabase();
const receiver = aReceiver();

describe("a name that leads into a private network", () => {
  const to =
    (...addresses: string[]) =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

  test("is refused when it is saved and again when it is called, with one private address among public ones too", async () => {
    for (const addresses of [["127.0.0.1"], ["10.0.0.8"], ["1.1.1.1", "169.254.169.254"], ["::1"], ["fd00::1"]]) {
      const url = "https://hooks.example.com/x";
      const saved = await checkWebhookUrl(url, to(...addresses));
      expect(saved, addresses.join()).toMatchObject({
        ok: false,
        refusal: { code: "invalid_request", problem: "private" },
      });
      const sent = await sendWebhook({ url, body: "", headers: {} }, { resolve: to(...addresses) });
      expect(sent, addresses.join()).toMatchObject({ status: null, failure: "private" });
    }
    expect(await checkWebhookUrl("https://hooks.example.com/x", to("1.1.1.1"))).toMatchObject({ ok: true });
    expect(await checkWebhookUrl("https://nowhere.example.com/x", to())).toMatchObject({
      refusal: { problem: "not_found" },
    });
  });

  test("cannot change its mind between the look and the call: it is asked once, and that address is called", async () => {
    let asked = 0;
    const rebinding = async () => [{ address: asked++ === 0 ? "127.0.0.1" : "192.0.2.1", family: 4 }];
    const url = receiver.address.replace("127.0.0.1", "localhost");
    expect(await sendWebhook({ url: `${url}/pinned`, body: "{}", headers: {} }, { resolve: rebinding })).toMatchObject({
      status: 200,
    });
    expect(asked).toBe(1);
    // The name leads to the receiver; the address that was judged does not, and it alone is called.
    const elsewhere = async () => [{ address: "127.0.0.99", family: 4 }];
    const sent = await sendWebhook({ url: `${url}/pinned`, body: "{}", headers: {} }, { resolve: elsewhere });
    expect(sent.failure).not.toBeNull();
    expect(receiver.heard).toHaveLength(1);
    expect(receiver.heard[0]?.headers.host).toMatch(/^localhost:/);
  });

  test("in production is also this machine itself", async () => {
    const settings = env();
    forgetSingleton("env");
    singleton("env", () => ({ ...settings, APP_ENV: "production" }));
    try {
      expect(await checkWebhookUrl(`${receiver.address}/x`)).toMatchObject({ refusal: { problem: "not_https" } });
      const sent = await sendWebhook({ url: `${receiver.address}/x`, body: "", headers: {} });
      expect(sent).toMatchObject({ status: null, failure: "not_https" });
    } finally {
      forgetSingleton("env");
    }
    expect(receiver.heard).toEqual([]);
  });
});
