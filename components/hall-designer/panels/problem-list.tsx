"use client";

import { useTranslations } from "next-intl";
import { useRoom } from "#components/hall-designer/designer-room";
import { Group } from "#components/hall-designer/fields";
import { Icon } from "#components/ui/icon";
import { countProblems, groupProblems, type ProblemGroup } from "#lib/seating/plan/problems/group-problems";
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
  return SEVERITIES.map((severity) => {
    const count = countProblems(room.problems, severity);
    const groups = groupProblems(problems.filter((each) => each.severity === severity));
    return count === 0 ? null : (
      <Group key={severity} title={t(severity === "error" ? "problems.errors" : "problems.warnings", { count })}>
        <ul className="-mx-2 flex flex-col">
          {groups.map((group, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: problems of one kind may be the same in every word
            <li key={`${group[0].kind}-${i}`}>
              <Line group={group} toHall={toHall} />
              {group.length > 1 ? <Each group={group} /> : null}
            </li>
          ))}
        </ul>
      </Group>
    );
  });
}

const SEVERITIES = ["error", "warning"] as const;

/** A problem, or the first of those that seats of a section share: then all these seats are selected by it. */
function Line({ group, toHall }: { group: ProblemGroup; toHall: () => void }) {
  const t = useTranslations("designer");
  const room = useRoom();
  const [first, ...more] = group;
  return (
    <button type="button" className={LINE} onClick={() => (first.section === undefined ? toHall() : goTo(room, group))}>
      <Icon
        name={first.severity === "error" ? "alert" : "info"}
        className={classNames("mt-0.5 size-4.5 shrink-0", first.severity === "error" ? "text-bad" : "text-warn")}
      />
      <span className="min-w-0 break-words">
        {t(`problems.kinds.${first.kind}`, first.values)}
        {more.length > 0 ? (
          <span className="block text-muted">{t("problems.more", { count: more.length })}</span>
        ) : null}
      </span>
    </button>
  );
}

const LINE = "flex min-h-touch w-full items-start gap-2 rounded-control px-2 py-2 text-left hover:bg-sunken";

/** The problems of a group, each with its way to its own seat. */
function Each({ group }: { group: ProblemGroup }) {
  const t = useTranslations("designer");
  const room = useRoom();
  const shown = group.slice(0, EACH_MAX);
  const left = group.length - shown.length;
  return (
    <details className="pl-8">
      <summary className="min-h-touch cursor-pointer px-2 py-2.5 text-muted text-sm">{t("problems.each")}</summary>
      <ul>
        {shown.map((problem, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: problems of one kind may be the same in every word
          <li key={`${problem.seat}-${i}`}>
            <button type="button" className={LINE} onClick={() => goTo(room, [problem])}>
              <span className="min-w-0 break-words">{t(`problems.kinds.${problem.kind}`, problem.values)}</span>
            </button>
          </li>
        ))}
      </ul>
      {left > 0 ? <p className="px-2 text-muted text-sm">{t("problems.left", { count: left })}</p> : null}
    </details>
  );
}

/** A longer list helps nobody: it follows when these are mended. */
const EACH_MAX = 100;

/** Selects what problems of one kind are about, and shows the first. */
export function goTo({ store, lookAt }: Room, group: ProblemGroup): void {
  const [{ section, part, seat, at }] = group;
  const { plan } = store.getState();
  const floor = plan.sections.find(({ id }) => id === section)?.floor;
  if (floor !== undefined) store.setState({ floor });
  if (seat !== undefined) {
    store.setMode("seats");
    store.selectSeats(group.flatMap((problem) => problem.seat ?? []));
  } else {
    store.setMode("objects");
    const id = part ?? section;
    store.select(id === undefined ? [] : [id]);
  }
  if (at !== undefined) lookAt(at);
}
