"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { Dialog } from "#components/ui/dialog";
import { TextInput } from "#components/ui/text-input";
import { findSeats, nearestFirst } from "./find-seat.ts";
import { useSeatWords } from "./use-seat-words.ts";

/** "F12", "Balcony F 12": type a seat, Enter takes you to the first that fits. */
export function SeatFinder({ onClose, onFound }: { onClose: () => void; onFound: (id: number) => void }) {
  const t = useTranslations("seats.finder");
  const { model } = useSeatRoom();
  const words = useSeatWords();
  const states = useSession((state) => state.board.states);
  const selected = useSession((state) => state.selected);
  const cursor = useSession((state) => state.cursor);
  const [text, setText] = useState("");
  const found = nearestFirst(model, findSeats(model, text), cursor);
  const go = (id: number | undefined) => {
    if (id === undefined) return;
    onFound(id);
    onClose();
  };
  return (
    <Dialog open onClose={onClose} title={t("title")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          go(found[0]);
        }}
      >
        <label htmlFor="find-seat" className="mb-1.5 block text-ink-soft">
          {t("hint")}
        </label>
        <TextInput
          id="find-seat"
          value={text}
          onChange={(event) => setText(event.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={80}
        />
      </form>
      <ul className="mt-3 flex flex-col" aria-label={t("found")}>
        {found.map((id) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => go(id)}
              className="min-h-touch w-full rounded-control px-3 py-2 text-left hover:bg-sunken"
            >
              {words.whole(id, states, selected.includes(id))}
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="text-ink-soft">
        {text.trim() !== "" && found.length === 0 ? t("nothing") : ""}
      </p>
    </Dialog>
  );
}
