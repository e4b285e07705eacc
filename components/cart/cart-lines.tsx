"use client";

import { useTranslations } from "next-intl";
import { LevelGlyph } from "#components/seat-map/level-glyph";
import { useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { SeatViewButton } from "#components/seat-map/seat-view";
import { Icon } from "#components/ui/icon";
import { Money } from "#components/ui/money";
import { NOT_SOLD, sectionOf } from "../seat-map/map-geometry.ts";
import { useSeatWords } from "../seat-map/use-seat-words.ts";

/** The chosen seats, each with its place and price; held ones can only be released together. */
export function CartLines() {
  const t = useTranslations("cart");
  const { model, event, session } = useSeatRoom();
  const words = useSeatWords();
  const selected = useSession((state) => state.selected);
  const isHeld = useSession((state) => state.hold !== undefined || state.busy === "holding");
  return (
    <ul className="flex flex-col" aria-label={t("seats")}>
      {selected.map((id) => {
        const level = model.level[id] ?? NOT_SOLD;
        const sign = words.sign(id);
        return (
          <li key={id} className="flex animate-arrive items-center gap-3 border-line border-b py-2.5 last:border-b-0">
            <LevelGlyph level={level} />
            <div className="min-w-0 flex-1 leading-tight">
              <p className="font-semibold">{words.seat(id)}</p>
              <p className="truncate text-ink-soft text-sm">
                {[sectionOf(model, id).name, sign].filter(Boolean).join(" · ")}
              </p>
              <SeatViewButton id={id} />
            </div>
            <Money minor={event.levels[level]?.priceMinor ?? 0} currency={event.currency} className="font-medium" />
            {isHeld ? null : (
              <button
                type="button"
                onClick={() => session.toggle(id)}
                className="-mr-2 grid size-11 shrink-0 place-items-center rounded-control text-ink-soft hover:bg-sunken hover:text-ink"
              >
                <Icon name="close" className="size-4.5" />
                <span className="sr-only">{t("remove", { seat: words.seat(id) })}</span>
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
