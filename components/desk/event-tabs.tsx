"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { Tabs } from "#components/ui/tabs";

/** An event's sections. `base` stands for itself alone; the others are current on the pages below them too. */
export function EventTabs(props: { label: string; base: string; tabs: readonly { href: string; label: string }[] }) {
  const path = usePathname();
  const box = useRef<HTMLDivElement>(null);
  // On a phone only some fit. The bar moves and never the page, whose place the browser brings back.
  useEffect(() => {
    const [nav, current] = [box.current?.querySelector("nav"), box.current?.querySelector('[aria-current="page"]')];
    if (!path || !nav || !current) return;
    const [around, tab] = [nav.getBoundingClientRect(), current.getBoundingClientRect()];
    nav.scrollLeft += tab.left + tab.width / 2 - (around.left + around.width / 2);
  }, [path]);
  return (
    <div ref={box}>
      <Tabs
        label={props.label}
        items={props.tabs.map((tab) => ({
          ...tab,
          current: path === tab.href || (tab.href !== props.base && path.startsWith(`${tab.href}/`)),
        }))}
      />
    </div>
  );
}
