import { classNames } from "./class-names.ts";

const PATHS = {
  alert: "M12 8v5m0 3.5v.01M12 3 2.5 20h19z",
  info: "M12 11v6m0-9.5v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0",
  check: "m4.5 12.5 5 5 10-11",
  close: "m6 6 12 12M18 6 6 18",
  search: "m20 20-4.5-4.5M17.5 10.5a7 7 0 1 1-14 0 7 7 0 0 1 14 0",
  person: "M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6M16 7.5a4 4 0 1 1-8 0 4 4 0 0 1 8 0",
  ticket: "M3.5 6.5h17v3.5a2 2 0 0 0 0 4v3.5h-17V14a2 2 0 0 0 0-4zM14 7v2m0 2.5v1.5m0 2.5v1.5",
  place: "M12 21c4.5-4.5 7-8 7-11.2A7 7 0 0 0 5 9.8C5 13 7.5 16.5 12 21m2.5-11.2a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0",
  calendar: "M4 6.5h16v13.5H4zM4 11h16M8 3.5v5m8-5v5",
  clock: "M12 7v5.5l3.5 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0",
  "chevron-down": "m5.5 9 6.5 6.5L18.5 9",
  "chevron-right": "m9 5.5 6.5 6.5L9 18.5",
  "chevron-left": "m15 5.5-6.5 6.5 6.5 6.5",
  "arrow-right": "M4 12h16m-6-6 6 6-6 6",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  mail: "M3.5 5.5h17v13h-17zm0 1 8.5 7 8.5-7",
  lock: "M6 10.5h12V20H6zm2.5 0V8a3.5 3.5 0 0 1 7 0v2.5",
  download: "M12 4v11m-5-5 5 5 5-5M4.5 20h15",
  filter: "M4 6.5h16M7 12h10m-7 5.5h4",
  globe:
    "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M3.5 12h17M12 3c2.5 2.5 3.7 5.5 3.7 9s-1.2 6.5-3.7 9c-2.5-2.5-3.7-5.5-3.7-9S9.5 5.5 12 3",
  bookmark: "M6.5 4h11v16L12 16l-5.5 4z",
  edit: "M4.5 19.5h3.5L19 8.5 15.5 5 4.5 16zm9-12.5 3.5 3.5",
  columns: "M4 5.5h16v13H4zM9.5 5.5v13m5-13v13",
  menu: "M4 6.5h16M4 12h16M4 17.5h16",
  switch: "m8 9.5 4-4 4 4m-8 5 4 4 4-4",
  help: "M9.3 9.2a2.8 2.8 0 1 1 4.2 2.4c-1 .6-1.5 1.1-1.5 2.2m0 3.2v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0",
  contrast: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M12 3v18",
} as const;

export type IconName = keyof typeof PATHS;

/** A small drawing beside words that say the same; screen readers skip it. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return <LineDrawing path={PATHS[name]} {...(className ? { className } : {})} />;
}

/** A drawing of lines on a field of 24 by 24, in the colour of the text around it. */
export function LineDrawing({ path, className = "size-5" }: { path: string; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={classNames(className, "inline-block")}
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}
