"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useSeatRoom } from "#components/seat-map/seat-room";
import { formatMoney } from "#lib/platform/money";
import { readState, SEAT_STATES } from "#lib/seating/seat-state";
import { seatWordsOf } from "#lib/seating/seat-words";
import { KINDS, NO_ROW, NOT_SOLD, rowOf, seatNumber, sectionOf } from "./map-geometry.ts";
import type { PriceSpan } from "./price-span.ts";
import { groupSeats } from "./seat-groups.ts";

export type SeatWords = {
  /** "Row F, seat 12". */
  readonly seat: (id: number) => string;
  /** "row F 12–13 and row G 4": for sentences. */
  readonly phrase: (ids: readonly number[]) => string;
  /** How many places a phrase names, which decides "is" or "are": "row F 12–13 is", "row F 12 and row G 4 are". */
  readonly places: (ids: readonly number[]) => number;
  /** Everything to know of a seat in one breath, as it is spoken and written on its card. */
  readonly whole: (id: number, states: Uint8Array, isMine: boolean) => string;
  readonly state: (id: number, states: Uint8Array, isMine: boolean) => string;
  /** "Wheelchair space", or nothing for a standard seat. */
  readonly sign: (id: number) => string | undefined;
  readonly price: (id: number) => string | undefined;
  readonly money: (minor: number) => string;
  /** "€120.00", or "€120.00 to €165.00" where the seats cost different prices; empty without any. */
  readonly span: (span: PriceSpan | undefined) => string;
};

/** Names and prices of seats in the reader's language. */
export function useSeatWords(): SeatWords {
  const t = useTranslations("seats");
  const name = useTranslations("seat-name.short");
  const locale = useLocale();
  const { model, event } = useSeatRoom();
  return useMemo(() => {
    const list = new Intl.ListFormat(locale, { type: "conjunction" });
    const money = (minor: number) => formatMoney(minor, event.currency, locale);
    const seat = (id: number) => {
      const row = rowOf(model, id);
      if (!row) return t("words.place");
      const words = seatWordsOf({ row: row.label, isTable: sectionOf(model, id).kind === "tables" });
      return name(words, { row: row.label, number: seatNumber(model, id) });
    };
    const state = (id: number, states: Uint8Array, isMine: boolean) => {
      if (isMine) return t("state.mine");
      return model.level[id] === NOT_SOLD ? t("state.blocked") : t(`state.${SEAT_STATES[readState(states, id)]}`);
    };
    const sign = (id: number) => {
      const kind = KINDS[model.kind[id] ?? 0] ?? "STANDARD";
      return kind === "STANDARD" ? undefined : t(`kind.${kind}`);
    };
    const price = (id: number) => {
      const level = event.levels[model.level[id] ?? NOT_SOLD];
      return level && money(level.priceMinor);
    };
    const span = (prices: PriceSpan | undefined) => {
      if (!prices) return "";
      const [min, max] = [money(prices.min), money(prices.max)];
      return prices.min === prices.max ? min : t("words.prices", { min, max });
    };
    const phrase = (ids: readonly number[]) =>
      list.format(
        groupSeats(model, ids).map((group) => {
          if (model.row[group.ids[0] ?? 0] === NO_ROW)
            return t("words.standing", { count: group.ids.length, section: group.section });
          const numbers = list.format(group.runs.map(([from, to]) => (from === to ? from : `${from}–${to}`)));
          return group.isTable
            ? t("words.table", { row: group.row, numbers })
            : t("words.row", { row: group.row, numbers });
        }),
      );
    const places = (ids: readonly number[]) => groupSeats(model, ids).length;
    const whole = (id: number, states: Uint8Array, isMine: boolean) =>
      [sectionOf(model, id).name, seat(id), price(id), state(id, states, isMine), sign(id)].filter(Boolean).join(", ");
    return { seat, phrase, places, whole, state, sign, price, money, span };
  }, [t, name, locale, model, event]);
}
