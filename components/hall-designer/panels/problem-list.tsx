"use client";

import { useTranslations } from "next-intl";
import { useRoom } from "#components/hall-designer/designer-room";
import { Group } from "#components/hall-designer/fields";
import { Icon } from "#components/ui/icon";
import type { PlanProblem } from "#lib/seating/plan/problems/problem";
import { classNames } from "../../ui/class-names.ts";
import type { Room } from "../designer-room.tsx";

/** What is wrong with the hall; each line goes to its place, or to the fields of the whole hall. */
export function ProblemList({ toHall }: { toHall: () => void }) {
  const t = useTranslations("designer");
  const room = useRoom();
  const { problems } = room.problems;
  if (problems.length === 0)
    return (
      <Group title={t("problems.none")}>
        <p className="flex items-center gap-2 text-good">
          <Icon name="check" />
          {t("problems.noneText")}
        </p>
      </Group>
    );
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  return (
    <>
      {errors.length > 0 ? (
        <Lines title={t("problems.errors", { count: errors.length })} lines={errors} toHall={toHall} />
      ) : null}
      {warnings.length > 0 ? (
        <Lines title={t("problems.warnings", { count: warnings.length })} lines={warnings} toHall={toHall} />
      ) : null}
    </>
  );
}

function Lines({ title, lines, toHall }: { title: string; lines: readonly PlanProblem[]; toHall: () => void }) {
  const t = useTranslations("designer");
  const room = useRoom();
  return (
    <Group title={title}>
      <ul className="-mx-2 flex flex-col">
        {lines.map((problem, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: problems of one kind may be the same in every word
          <li key={`${problem.kind}-${i}`}>
            <button
              type="button"
              className="flex min-h-touch w-full items-start gap-2 rounded-control px-2 py-2 text-left hover:bg-sunken"
              onClick={() => (problem.section === undefined ? toHall() : goTo(room, problem))}
            >
              <Icon
                name={problem.severity === "error" ? "alert" : "info"}
                className={classNames(
                  "mt-0.5 size-4.5 shrink-0",
                  problem.severity === "error" ? "text-bad" : "text-warn",
                )}
              />
              <span className="min-w-0 break-words">{t(`problems.kinds.${problem.kind}`, problem.values)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Group>
  );
}

/** Selects what a problem is about and shows it. */
export function goTo({ store, lookAt }: Room, { section, part, seat, at }: PlanProblem): void {
  const { plan } = store.getState();
  const floor = plan.sections.find(({ id }) => id === section)?.floor;
  if (floor !== undefined) store.setState({ floor });
  if (seat !== undefined) {
    store.setMode("seats");
    store.selectSeats([seat]);
  } else {
    store.setMode("objects");
    const id = part ?? section;
    store.select(id === undefined ? [] : [id]);
  }
  if (at !== undefined) lookAt(at);
}
