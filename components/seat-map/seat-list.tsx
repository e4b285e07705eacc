"use client";

import { useTranslations } from "next-intl";
import { SeatListRow } from "#components/seat-map/seat-list-row";
import { useLeftCounts, useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { Stepper } from "#components/seat-map/stepper";
import { Icon } from "#components/ui/icon";
import type { MapSection } from "./map-geometry.ts";
import { sectionSpan } from "./price-span.ts";
import type { Opened } from "./use-opened.ts";
import { useSeatWords } from "./use-seat-words.ts";

/** The map's hall and choice as a list of sections, rows and seats. Only opened parts exist on the page. */
export function SeatList({ opened }: { opened: Opened }) {
  const t = useTranslations("seats");
  const { model } = useSeatRoom();
  return (
    <div className="h-full overflow-y-auto bg-paper px-4 py-4 sm:px-6">
      <h2 className="text-heading">{t("list.title")}</h2>
      <p className="mt-1 mb-3 text-ink-soft">{t("list.hint")}</p>
      <ul className="flex flex-col gap-2">
        {model.sections.map((section) => (
          <SectionItem key={section.index} section={section} opened={opened} />
        ))}
      </ul>
    </div>
  );
}

function SectionItem({ section, opened }: { section: MapSection; opened: Opened }) {
  const t = useTranslations("seats");
  const { model, event, closedWord } = useSeatRoom();
  const words = useSeatWords();
  const isOpen = opened.has(section.name);
  const left = useLeftCounts();
  const free = left.sections[section.index] ?? 0;
  const none = left.closed.sections[section.index] ? closedWord : "soldOut";
  const price = words.span(sectionSpan(left, event.levels, section.index));
  const rows = model.rows.slice(section.firstRow, section.firstRow + section.rowCount);
  return (
    <li className="rounded-card border border-line bg-raised">
      <h3 className="font-sans tracking-normal">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => opened.toggle(section.name)}
          className="flex min-h-14 w-full items-center gap-3 rounded-card px-4 py-2 text-left"
        >
          <Icon name={isOpen ? "chevron-down" : "chevron-right"} className="size-4.5 shrink-0 text-ink-soft" />
          <span className="min-w-0 flex-1 font-semibold text-base">{section.name}</span>
          <span className="tabular text-right font-normal text-ink-soft text-sm">
            {free === 0 ? t(`map.${none}`) : t("list.left", { count: free, price })}
          </span>
        </button>
      </h3>
      {isOpen ? (
        <div className="px-4 pb-4">
          {section.kind === "standing" ? <StandingItem section={section} free={free} /> : null}
          <ul className="flex flex-col">
            {rows.map((row) => (
              <SeatListRow key={row.index} row={row} section={section} opened={opened} />
            ))}
          </ul>
        </div>
      ) : null}
    </li>
  );
}

function StandingItem({ section, free }: { section: MapSection; free: number }) {
  const t = useTranslations("seats");
  const { model, session, canChoose } = useSeatRoom();
  const count = useSession((state) => state.selected.filter((id) => model.section[id] === section.index).length);
  if (!canChoose) return null;
  return (
    <Stepper
      label={t("standing.places")}
      value={count}
      min={0}
      max={Math.min(session.max, count + free)}
      onChange={(value) => session.setStanding(section.index, value)}
    />
  );
}
