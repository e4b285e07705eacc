import { useTranslations } from "next-intl";
import type { HallDrawing, LevelLeft } from "#lib/catalog/contract";
import { levelHue } from "./level-hue.ts";

/** The hall in outline, each section in the hue that most of its seats have. The list of levels beside it says the same in words. */
export function HallOutline({
  hall,
  levels,
  levelOf,
  venue,
}: {
  hall: HallDrawing;
  levels: readonly LevelLeft[];
  /** The price level of each section. */
  levelOf: readonly number[];
  venue: string;
}) {
  const t = useTranslations("event");
  const hues = new Map(levels.map((level) => [level.id, levelHue(levels, level)]));
  const unit = Math.max(hall.width, hall.height) / 100;
  return (
    <svg
      viewBox={`${-unit} ${-unit} ${hall.width + unit * 2} ${hall.height + unit * 2}`}
      role="img"
      aria-label={t("hallText", { venue })}
      className="mx-auto max-h-96 w-full"
    >
      {hall.stage.map((path) => (
        <path key={path} d={path} fill="var(--ink)" />
      ))}
      {hall.sections.map(({ path }, i) => (
        <path
          key={path}
          d={path}
          fill={hues.get(levelOf[i] ?? -1) ?? "var(--seat-blocked)"}
          stroke="var(--raised)"
          strokeWidth={unit * 0.5}
          strokeLinejoin="round"
        />
      ))}
    </svg>
  );
}
