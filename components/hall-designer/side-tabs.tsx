"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useState } from "react";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { Inspector } from "#components/hall-designer/inspector/inspector";
import { HallPanel } from "#components/hall-designer/panels/hall-panel";
import { HistoryList } from "#components/hall-designer/panels/history-list";
import { ProblemList } from "#components/hall-designer/panels/problem-list";
import { countProblems } from "#lib/seating/plan/problems/group-problems";
import { classNames } from "../ui/class-names.ts";

const TABS = ["hall", "inspector", "problems", "history"] as const;
type Tab = (typeof TABS)[number];

/** The panel on the right. What is selected opens its forms. */
export function SideTabs() {
  const t = useTranslations("designer");
  const { problems } = useRoom();
  const selected = useDesigner((state) => state.selected);
  const mode = useDesigner((state) => state.mode);
  const [tab, setTab] = useState<Tab>("hall");
  useEffect(() => {
    if (selected.size > 0 || mode === "seats")
      setTab((now) => (now === "problems" || now === "history" ? now : "inspector"));
  }, [selected, mode]);
  const showTab = (name: Tab) => {
    setTab(name);
    document.getElementById(`hd-tab-${name}`)?.focus();
  };
  const walk = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length] ?? "hall";
    showTab(next);
  };
  return (
    <div className="hd-panel flex min-h-0 min-w-0 flex-col border-line border-t bg-raised md:border-t-0 md:border-l">
      <div role="tablist" aria-label={t("tabs.label")} className="flex shrink-0 border-line border-b">
        {TABS.map((name) => (
          <button
            key={name}
            id={`hd-tab-${name}`}
            type="button"
            role="tab"
            aria-selected={tab === name}
            aria-controls="hd-tab-panel"
            tabIndex={tab === name ? 0 : -1}
            onKeyDown={walk}
            onClick={() => setTab(name)}
            className={classNames(
              "-mb-px flex min-h-touch min-w-0 flex-auto items-center justify-center gap-1 border-b-3 px-1 font-semibold text-sm",
              tab === name ? "border-accent text-ink" : "border-transparent text-ink-soft hover:text-ink",
            )}
          >
            <span className="truncate">{t(`tabs.${name}`)}</span>
            {name === "problems" && problems.problems.length > 0 ? (
              <span className={classNames("tabular-nums", problems.isPublishable ? "text-warn" : "text-bad")}>
                {countProblems(problems, "error") + countProblems(problems, "warning")}
              </span>
            ) : null}
          </button>
        ))}
      </div>
      <div
        id="hd-tab-panel"
        role="tabpanel"
        aria-labelledby={`hd-tab-${tab}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls is reached by the keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto -outline-offset-3"
      >
        {tab === "hall" ? <HallPanel /> : null}
        {tab === "inspector" ? <Inspector /> : null}
        {tab === "problems" ? <ProblemList toHall={() => showTab("hall")} /> : null}
        {tab === "history" ? <HistoryList /> : null}
      </div>
    </div>
  );
}
