import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { forgetSingleton } from "#lib/platform/singleton";
import { isReverseCharge } from "./reverse-charge.ts";
import { askVies, vatStateOf } from "./vies.ts";

type Answer = { status: number; body: unknown };
let server: Server;
let answer: Answer;
let asked: unknown[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => void chunks.push(chunk));
    request.on("end", () => {
      asked.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
beforeEach(() => {
  asked = [];
  at(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => {
  at("off");
  server.close();
});

function at(url: string): void {
  process.env.VIES_URL = url;
  forgetSingleton("env");
}

describe("VIES", () => {
  test("is asked for a number by country and rest, and its word is kept with the consultation", async () => {
    answer = { status: 200, body: { valid: true, requestIdentifier: "WAPI1" } };
    const check = await askVies("EL123456789", "GR");
    expect(check).toMatchObject({ state: "valid", consultation: "WAPI1" });
    expect(asked).toEqual([{ countryCode: "EL", vatNumber: "123456789" }]);
    answer = { status: 200, body: { valid: false, requestIdentifier: "" } };
    expect(await askVies("DE123456789", "DE")).toMatchObject({ state: "not_valid", consultation: null });
    expect([vatStateOf(check), vatStateOf(null)]).toEqual(["valid", "format_only"]);
  });

  test.each<[string, Answer]>([
    ["breaks", { status: 500, body: {} }],
    ["says that a country is out of reach", { status: 200, body: { actionSucceed: false, errorWrappers: [] } }],
  ])("leaves it at the format when it %s", async (_, given) => {
    answer = given;
    expect(await askVies("DE123456789", "DE")).toMatchObject({ state: "format_only" });
  });

  test("is not asked for a number of another country, for none, and where it is turned off", async () => {
    expect(await askVies("GB123456789", "GB")).toBeUndefined();
    expect(await askVies("", "DE")).toBeUndefined();
    at("off");
    expect(await askVies("DE123456789", "DE")).toMatchObject({ state: "format_only" });
    expect(asked).toEqual([]);
  });
});

describe("reverse charge", () => {
  const sale: Parameters<typeof isReverseCharge>[0] = {
    ...{ isDeclared: true, taxMinor: 0, venueCountry: "ES", vatState: "format_only" },
    seller: { country: "DE", vatId: "DE123456789" },
    buyer: { company: "Engines", country: "ES", vatId: "ESA12345674" },
  };

  test("is what a declared, untaxed sale to a company at the event's place abroad is", () => {
    expect(isReverseCharge(sale)).toBe(true);
  });

  test.each<[string, Partial<typeof sale>]>([
    ["was not declared", { isDeclared: false }],
    ["charged a tax", { taxMinor: 1 }],
    ["is at a place outside the European Union", { venueCountry: "GB", buyer: { ...sale.buyer, country: "GB" } }],
    ["is at the seller's home", { seller: { country: "ES", vatId: "ESB12345678" } }],
    ["has a seller without a VAT number", { seller: { country: "DE", vatId: "" } }],
    ["has a seller who does not say where they are", { seller: { country: "", vatId: "DE123456789" } }],
    ["is to a person", { buyer: { ...sale.buyer, company: "" } }],
    ["is to a company of a third country", { buyer: { ...sale.buyer, country: "FR", vatId: "FR12345678901" } }],
    ["is to a company without a VAT number", { buyer: { ...sale.buyer, vatId: "" } }],
    ["is to a company that VIES does not know", { vatState: "not_valid" }],
  ])("is not a sale that %s", (_, changes) => {
    expect(isReverseCharge({ ...sale, ...changes })).toBe(false);
  });
});
