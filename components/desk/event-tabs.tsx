"use client";

import { usePathname } from "next/navigation";
import { Tabs } from "#components/ui/tabs";

/** An event's sections. `base` stands for itself alone; the others are current on the pages below them too. */
export function EventTabs(props: { label: string; base: string; tabs: readonly { href: string; label: string }[] }) {
  const path = usePathname();
  return (
    <Tabs
      label={props.label}
      items={props.tabs.map((tab) => ({
        ...tab,
        current: path === tab.href || (tab.href !== props.base && path.startsWith(`${tab.href}/`)),
      }))}
    />
  );
}
