"use client";

import { useTranslations } from "next-intl";
import { useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { Icon } from "#components/ui/icon";
import { readState } from "#lib/seating/seat-state";
import { classNames } from "../ui/class-names.ts";
import { type MapRow, type MapSection, seatNumber } from "./map-geometry.ts";
import { priceSpan } from "./price-span.ts";
import { levelSlot } from "./seat-marks.ts";
import type { Opened } from "./use-opened.ts";
import { useSeatWords } from "./use-seat-words.ts";

/** One row of the list: how many are free, and when opened a button for each seat. Taken seats stay and say why. */
export function SeatListRow({ row, section, opened }: { row: MapRow; section: MapSection; opened: Opened }) {
  const t = useTranslations("seats");
  const { model, event } = useSeatRoom();
  const words = useSeatWords();
  const states = useSession((state) => state.board.states);
  // A line break is in no name of a section, so no row shares a name with another.
  const name = `${section.name}\n${row.label}`;
  const isOpen = opened.has(name);
  const ids = Array.from({ length: row.count }, (_, i) => row.firstId + i);
  const free = ids.filter((id) => readState(states, id) === 0);
  const price = words.span(priceSpan(model, event.levels, free));
  return (
    <li className="border-line border-t">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => opened.toggle(name)}
        className="flex min-h-touch w-full items-center gap-3 text-left"
      >
        <Icon name={isOpen ? "chevron-down" : "chevron-right"} className="size-4 shrink-0 text-ink-soft" />
        <span className="flex-1 font-medium">
          {section.kind === "tables" ? row.label : t("list.row", { row: row.label })}
        </span>
        <span className="tabular text-right text-ink-soft text-sm">
          {price === "" ? t("list.free", { count: free.length }) : t("list.freeAt", { count: free.length, price })}
        </span>
      </button>
      {isOpen ? (
        <ul className="flex flex-wrap gap-1.5 pb-3">
          {ids.map((id) => (
            <li key={id}>
              <SeatButton id={id} />
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function SeatButton({ id }: { id: number }) {
  const { model, session, canChoose } = useSeatRoom();
  const words = useSeatWords();
  const states = useSession((state) => state.board.states);
  const isMine = useSession((state) => state.selected.includes(id));
  const isFree = readState(states, id) === 0;
  return (
    <button
      type="button"
      aria-pressed={isMine}
      aria-disabled={!canChoose || (!isFree && !isMine)}
      aria-label={words.whole(id, states, isMine)}
      title={[words.price(id), words.sign(id), words.state(id, states, isMine)].filter(Boolean).join(" · ")}
      onClick={() => canChoose && session.toggle(id)}
      className={classNames(
        `tabular grid min-h-touch min-w-touch place-content-center justify-items-center rounded-control border-2 px-1.5 py-0.5 font-semibold slot-${levelSlot(model.level[id] ?? 0)}`,
        isMine && "border-accent bg-accent text-on-accent",
        !isMine && isFree && "border-(--hue) bg-raised text-ink hover:bg-sunken",
        !isMine && !isFree && "border-line border-dashed bg-sunken text-ink-soft line-through",
      )}
    >
      <span aria-hidden="true">{seatNumber(model, id)}</span>
      {isFree || isMine ? (
        <span aria-hidden="true" className="font-normal text-xs leading-tight">
          {words.price(id)}
        </span>
      ) : null}
    </button>
  );
}
