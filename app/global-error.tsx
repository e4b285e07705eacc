"use client";

import { useSyncExternalStore } from "react";
import { Wrong } from "#components/layout/wrong";
import { Button } from "#components/ui/button";
import en from "./messages/en/errors.json";
import es from "./messages/es/errors.json";
import "./globals.css";

/** Shown when even the page frame fails: it contains its texts and takes the language from the browser. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  const language = useSyncExternalStore(noChanges, browserLanguage, () => "en");
  const words = language.startsWith("es") ? es : en;
  return (
    <html lang={language.startsWith("es") ? "es" : "en"}>
      <body className="font-sans antialiased">
        <title>{words.brokenTitle}</title>
        <main id="content">
          <Wrong
            title={words.brokenTitle}
            text={words.brokenText}
            action={<Button onClick={reset}>{words.tryAgain}</Button>}
          />
        </main>
      </body>
    </html>
  );
}

function noChanges(): () => void {
  return () => undefined;
}

function browserLanguage(): string {
  return navigator.language;
}
