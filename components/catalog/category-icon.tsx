import { LineDrawing } from "#components/ui/icon";
import type { CategoryIcon as IconName } from "#lib/catalog/categories/contract";
import { classNames } from "../ui/class-names.ts";

/** On the grid and in the line of components/ui/icon.tsx. */
const PATHS: Record<IconName, string> = {
  music: "M9 18V5.5l10.5-2V16M9 18a3 2.5 0 1 1-6 0 3 2.5 0 0 1 6 0m10.5-2a3 2.5 0 1 1-6 0 3 2.5 0 0 1 6 0",
  opera: "M12 20 3 9.5a13 13 0 0 1 18 0zm0 0L8 6.5M12 20l4-13.5M12 20V5.6",
  masks:
    "M3.5 4.5h9v6a4.5 4.5 0 0 1-9 0zM6 7.5v.01m4-.01v.01M6.2 10.8a2.4 2.4 0 0 0 3.6 0M15 9h5.5v6a4.5 4.5 0 0 1-8 2.8m3.7-5.3v.01m2.3-.01v.01m-3 4.5a1.9 1.9 0 0 1 3 0",
  smile: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M9 9.5v.01m6-.01v.01M8 14c2.2 3 5.8 3 8 0",
  ball: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M12 8l3.8 2.8-1.5 4.4H9.7l-1.5-4.4zm0-5v5m3.8 2.8 4.8-1.6m-6.3 6 3 4m-7.6-4-3 4m1.5-8.4L3.4 9.2",
  tent: "M12 3v3m0 0L3 20.5h18zm0 0 3-1.5L12 3m0 9-4 8.5m4-8.5 4 8.5",
  balloon: "M18 9.5c0 4-3.2 7-6 7s-6-3-6-7a6 6 0 0 1 12 0M12 16.5l-1.3 2h2.6zm0 2c0 1.7-2 1.5-2 3.5",
  dance: "M14.5 4.5a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0M4.5 5.5 12 9l7.5-4.5M12 9l-1 5-3.5 7m3.5-7 3.5 2.5v5",
  film: "M3.5 10.5h17v9.5h-17zm0 0L3 6.8 19.6 4l.6 3.2zM8 6l2.4 3.4M13 5.2l2.4 3.3",
  microphone: "M15 11a3 3 0 0 1-6 0V6a3 3 0 0 1 6 0zM6 11a6 6 0 0 0 12 0m-6 6v4m-3.5 0h7",
  frame: "M3.5 4.5h17v15h-17zM7 15.5l3.5-4.5 3 3.5 2-2 2 3M15.5 8.5v.01",
  ticket: "M3.5 6.5h17v3.5a2 2 0 0 0 0 4v3.5h-17V14a2 2 0 0 0 0-4zM14 7v2m0 2.5v1.5m0 2.5v1.5",
};

/** A category's drawing beside its name; screen readers skip it. */
export function CategoryIcon({ name, className = "size-5" }: { name: IconName; className?: string }) {
  return <LineDrawing path={PATHS[name]} className={classNames(className, "shrink-0")} />;
}
