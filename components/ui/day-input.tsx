import type { ComponentProps } from "react";
import { TextInput } from "#components/ui/text-input";

/** A day, `2026-11-28`, by the browser's own calendar; its bounds make a year that is still being typed invalid. An hour with it is a MomentField. */
export function DayInput(props: Omit<ComponentProps<typeof TextInput>, "type">) {
  return <TextInput min="2000-01-01" max="2199-12-31" {...props} type="date" />;
}
