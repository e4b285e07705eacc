"use client";

import { useEffect, useState } from "react";

/**
 * Puts the focus on the element with an id once the page shows it. For what goes away while it has the focus, such as the
 * button that removes a row: without this the next press of Tab starts at the top of the page.
 */
export function useFocusNext(): (id: string) => void {
  const [next, setNext] = useState<{ id: string }>();
  useEffect(() => {
    if (next) document.getElementById(next.id)?.focus();
  }, [next]);
  return (id) => setNext({ id });
}
