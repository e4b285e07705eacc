"use client";

import { useTranslations } from "next-intl";
import { LevelNote } from "#components/price-notes/level-note";
import { LevelGlyph } from "#components/seat-map/level-glyph";
import { useLeftCounts, useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { classNames } from "../ui/class-names.ts";
import { useSeatWords } from "./use-seat-words.ts";

/** The price levels, each with its sign on the map, its all-in price and its free seats. Pressing one highlights its seats. */
export function LevelChips({ className }: { className?: string }) {
  const t = useTranslations("seats");
  const { event, session, notes, closedWord } = useSeatRoom();
  const words = useSeatWords();
  const left = useLeftCounts();
  const isKnown = useSession((state) => state.isKnown);
  const pressed = useSession((state) => state.filters.level);
  return (
    <fieldset className={classNames("flex min-w-0 gap-2", className)}>
      <legend className="sr-only">{t("levels.label")}</legend>
      {event.levels.map((level, index) => {
        const count = left.levels[index] ?? 0;
        const note = notes.get(level.id);
        const none = left.closed.levels[index] ? closedWord : "soldOut";
        return (
          <button
            key={level.id}
            type="button"
            aria-pressed={pressed === index}
            onClick={() => session.setFilters({ level: pressed === index ? undefined : index })}
            className={classNames(
              "flex min-h-touch shrink-0 items-center gap-2.5 rounded-control border px-3 py-1.5 text-left transition-colors duration-fast",
              pressed === index
                ? "border-ink bg-sunken shadow-[inset_0_0_0_1px_var(--ink)]"
                : "border-line bg-raised hover:border-line-strong",
            )}
          >
            {/* The sign alone fades: words must stay legible. */}
            <span className={classNames(isKnown && count === 0 && "opacity-60")}>
              <LevelGlyph level={index} />
            </span>
            <span className="leading-tight">
              <span className="block font-semibold text-sm">
                <span className="tabular">{words.money(level.priceMinor)}</span>{" "}
                <span className="font-normal text-ink-soft">{level.name}</span>
              </span>
              <span className="tabular block text-ink-soft text-xs">
                {!isKnown ? "…" : count === 0 ? t(`map.${none}`) : t("map.left", { count })}
              </span>
              {note ? (
                <LevelNote
                  level={note}
                  currency={event.currency}
                  timeZone={event.timeZone}
                  className="block max-w-56 text-xs"
                />
              ) : null}
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}
