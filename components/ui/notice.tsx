import type { ReactNode } from "react";
import { Icon, type IconName } from "#components/ui/icon";
import { classNames } from "./class-names.ts";

const TONES = {
  info: { icon: "info", look: "bg-sunken text-ink" },
  good: { icon: "check", look: "bg-good-soft text-good" },
  warn: { icon: "alert", look: "bg-warn-soft text-warn" },
  bad: { icon: "alert", look: "bg-bad-soft text-bad" },
} as const satisfies Record<string, { icon: IconName; look: string }>;

/** Something to know before going on. `urgent` reads it out at once, for what just happened. */
export function Notice(props: {
  tone?: keyof typeof TONES;
  title?: ReactNode;
  urgent?: boolean;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const { icon, look } = TONES[props.tone ?? "info"];
  return (
    <div
      role={props.urgent ? "alert" : undefined}
      className={classNames("flex items-start gap-3 rounded-card px-4 py-3.5", look)}
    >
      <Icon name={icon} className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 flex-1 text-ink">
        {props.title ? <p className="font-semibold">{props.title}</p> : null}
        {props.children ? <div className="text-[0.9375rem]">{props.children}</div> : null}
        {props.action ? <div className="mt-3">{props.action}</div> : null}
      </div>
    </div>
  );
}
