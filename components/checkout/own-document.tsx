"use client";

import { useEffect } from "react";

/**
 * Loads the page anew when the reader came without a new document (a sign-in that leads on to here): the payment fields
 * are allowed by the policy that comes with this page's own document.
 */
export function OwnDocument() {
  useEffect(() => {
    const [navigation] = performance.getEntriesByType("navigation");
    if (navigation && new URL(navigation.name).pathname !== location.pathname) location.reload();
  }, []);
  return null;
}
