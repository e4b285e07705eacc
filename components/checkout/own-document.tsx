"use client";

import { useEffect } from "react";

/**
 * Reloads the page when it was opened without a new document, for example after a sign-in: only this page's own document has
 * the policy that allows the payment fields.
 */
export function OwnDocument() {
  useEffect(() => {
    const [navigation] = performance.getEntriesByType("navigation");
    if (navigation && new URL(navigation.name).pathname !== location.pathname) location.reload();
  }, []);
  return null;
}
