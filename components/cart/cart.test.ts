import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import en from "../../app/messages/en/cart.json" with { type: "json" };
import es from "../../app/messages/es/cart.json" with { type: "json" };
import { buildMapModel } from "../seat-map/map-geometry.ts";
import type { Notice } from "../seat-map/session-rules.ts";
import { SMALL_HALL_LEVELS, smallHall } from "../seat-map/testing/small-hall.ts";
import type { SeatWords } from "../seat-map/use-seat-words.ts";
import { cartTotal } from "./cart-total.ts";
import { noticeText } from "./notice-text.ts";

const model = buildMapModel(smallHall(), { levels: SMALL_HALL_LEVELS });
const words = {
  phrase: (ids: readonly number[]) => `row F ${ids.join("–")}`,
  places: () => 1,
  money: String,
} as unknown as SeatWords;
type CartText = Parameters<typeof noticeText>[1];
const english = createTranslator({ locale: "en", messages: { cart: en }, namespace: "cart" }) as unknown as CartText;
const spanish = createTranslator({ locale: "es", messages: { cart: es }, namespace: "cart" }) as unknown as CartText;

test("the sum is exact in minor units and names the fees in it", () => {
  expect(cartTotal(model, SMALL_HALL_LEVELS, [1, 51, 67, 75])).toEqual({ totalMinor: 21_100, feesMinor: 1_400 });
  expect(cartTotal(model, SMALL_HALL_LEVELS, [])).toEqual({ totalMinor: 0, feesMinor: 0 });
});

test("a lost seat is announced together with a free alternative", () => {
  const notice: Notice = { kind: "lost", lost: [12], substitute: [14, 15] };
  expect(noticeText(notice, english, words)).toBe(
    "Someone was faster: row F 12 is gone. Row F 14–15 is free, same price.",
  );
});

test("every notice has words in both languages", () => {
  const notices: Notice[] = [
    { kind: "lost", lost: [1], substitute: [] },
    { kind: "lone", stranded: [1], suggestion: [2] },
    { kind: "limit", max: 4, already: 0 },
    { kind: "limit", max: 8, already: 6 },
    { kind: "unpayable", maxMinor: 99_999_999 },
    { kind: "unpayable", maxMinor: undefined },
    { kind: "pause", seconds: 1 },
    { kind: "turned-away", reference: "4F9A-12CD", organizer: "Teatro", mail: "" },
    { kind: "turned-away", reference: "4F9A-12CD", organizer: "Teatro", mail: "box@example.org" },
    ...(["network", "unavailable", "rate_limit_exceeded", "whatever"] as const).map(
      (code) => ({ kind: "trouble", code }) as const,
    ),
    ...(
      [
        ...(["frozen", "expired", "released", "extended", "no-extension", "none-together"] as const),
        ...(["sale-closed", "sale-stopped", "sale-paused", "queue", "sign-in", "challenge"] as const),
      ] as const
    ).map((kind) => ({ kind }) as const),
  ];
  for (const notice of notices) {
    for (const t of [english, spanish]) expect(noticeText(notice, t, words)).toMatch(/^[A-ZÁ][^{}]+\.$/);
  }
});
