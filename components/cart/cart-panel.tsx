"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { AccessibleOnly } from "#components/cart/accessible-only";
import { BestTogether } from "#components/cart/best-together";
import { CartBar } from "#components/cart/cart-bar";
import { CartLines } from "#components/cart/cart-lines";
import { CartNotice } from "#components/cart/cart-notice";
import { PausedSale } from "#components/cart/paused-sale";
import { SaleGate } from "#components/cart/sale-gate";
import { LevelChips } from "#components/seat-map/level-chips";
import { MapLegend } from "#components/seat-map/map-legend";
import { useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { Icon } from "#components/ui/icon";
import { classNames } from "../ui/class-names.ts";

/** The chosen seats and the next step: a side panel on a desktop, a sheet with an always visible foot on a phone. */
export function CartPanel() {
  const t = useTranslations("cart");
  const { canChoose } = useSeatRoom();
  const [isOpen, setOpen] = useState(false);
  const count = useSession((state) => state.selected.length);
  const isHeld = useSession((state) => state.hold !== undefined);
  const hasNotice = useSession((state) => state.notice !== undefined || state.isPaused);
  const isChoosing = canChoose && !isHeld && count === 0;
  return (
    <aside
      aria-label={t("title")}
      className="relative z-20 flex min-h-0 shrink-0 flex-col border-line border-t bg-paper shadow-overlay lg:w-[23rem] lg:border-t-0 lg:border-l lg:shadow-none"
    >
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls="cart-details"
        onClick={() => setOpen(!isOpen)}
        className="flex h-11 shrink-0 items-center justify-between px-4 font-semibold text-sm lg:hidden"
      >
        <span>{count > 0 ? t("details") : t("more")}</span>
        <Icon name="chevron-down" className={classNames("size-5 transition-transform", !isOpen && "rotate-180")} />
      </button>
      <div
        id="cart-details"
        className={classNames(
          "min-h-0 flex-col gap-5 overflow-y-auto px-4 lg:flex lg:flex-1 lg:py-5",
          isOpen ? "flex max-h-[55dvh] pb-4" : "hidden",
        )}
      >
        <LevelChips className="flex-col max-lg:hidden" />
        {canChoose && !isHeld ? <BestTogether className="max-lg:hidden" /> : null}
        {isChoosing ? <AccessibleOnly /> : null}
        {count > 0 ? (
          <section>
            <h2 className="mb-1 text-heading">{isHeld ? t("held") : t("chosen")}</h2>
            <CartLines />
          </section>
        ) : canChoose ? (
          <p className="text-ink-soft">{t("empty")}</p>
        ) : null}
        <div className="lg:mt-auto">
          <MapLegend />
        </div>
      </div>
      <div
        className={classNames(
          "flex flex-col gap-3 px-4 pb-[calc(0.75rem+env(safe-area-inset-bottom))] lg:border-line lg:border-t lg:pt-4 lg:pb-5",
          isChoosing && !hasNotice && "lg:hidden",
        )}
      >
        {canChoose ? <PausedSale /> : null}
        <CartNotice />
        {isChoosing ? <BestTogether className="lg:hidden" /> : null}
        {canChoose ? count > 0 ? <CartBar /> : null : <SaleGate />}
      </div>
    </aside>
  );
}
