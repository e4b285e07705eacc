"use client";

import { useTranslations } from "next-intl";
import { CommandButton } from "#components/hall-designer/command-button";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { Group } from "#components/hall-designer/fields";

const SHOWN = 100;

/** The steps that can be undone and done again; a press goes to the state after one. */
export function HistoryList() {
  const t = useTranslations("designer");
  const { store } = useRoom();
  const { past, future } = useDesigner((state) => state.history);
  const go = (steps: number) => {
    for (let i = 0; i < Math.abs(steps); i++) {
      if (steps < 0) store.undo();
      else store.redo();
    }
  };
  const done = past.map(({ name }, i) => ({ name, steps: i + 1 - past.length }));
  const undone = future.map(({ name }, i) => ({ name, steps: i + 1 }));
  const lines = [...undone.slice(0, SHOWN).reverse(), ...done.reverse().slice(0, SHOWN)];
  return (
    <Group title={t("history.title", { count: past.length })}>
      <div className="flex gap-2">
        <CommandButton name="undo" />
        <CommandButton name="redo" />
      </div>
      {lines.length === 0 ? <p className="text-ink-soft">{t("history.empty")}</p> : null}
      <ol className="-mx-2 flex flex-col">
        {lines.map(({ name, steps }) => (
          <li key={steps}>
            <button
              type="button"
              aria-current={steps === 0 ? "step" : undefined}
              className={`flex min-h-touch w-full items-center rounded-control px-2 text-left hover:bg-sunken pointer-fine:lg:min-h-8 ${
                steps === 0 ? "bg-sunken font-semibold" : steps > 0 ? "text-ink-soft" : ""
              }`}
              onClick={() => go(steps)}
            >
              {t(`steps.${name}`)}
            </button>
          </li>
        ))}
      </ol>
    </Group>
  );
}
