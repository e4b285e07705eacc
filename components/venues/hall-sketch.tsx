import type { HallDrawing } from "#lib/catalog/contract";

/** A hall in outline, small, beside words that say the same. */
export function HallSketch({ hall }: { hall: HallDrawing }) {
  const unit = Math.max(hall.width, hall.height) / 100;
  return (
    <svg
      viewBox={`${-unit} ${-unit} ${hall.width + unit * 2} ${hall.height + unit * 2}`}
      aria-hidden="true"
      className="h-28 w-full rounded-control bg-sunken p-2"
    >
      {hall.stage.map((path) => (
        <path key={path} d={path} fill="var(--ink)" />
      ))}
      {hall.sections.map(({ name, path }) => (
        <path
          key={`${name} ${path}`}
          d={path}
          fill="var(--ink-soft)"
          stroke="var(--sunken)"
          strokeWidth={unit * 0.5}
          strokeLinejoin="round"
        />
      ))}
    </svg>
  );
}
