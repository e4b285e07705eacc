import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import organizer from "../../app/messages/en/organizer.json";
import { useAuditWords } from "./audit-words.ts";

type Line = { actor: string; actor_name: string | null };
const Who = (line: Line) => useAuditWords().who(line as Parameters<ReturnType<typeof useAuditWords>["who"]>[0]);

test.each([
  [{ actor: "system", actor_name: null }, "The system"],
  [{ actor: "user:0190-abc123", actor_name: "Ada" }, "Ada"],
  // An administrator of the platform is no member either, and has bought nothing.
  [{ actor: "user:0190-abc123", actor_name: null }, "An account · abc123"],
  [{ actor: "guest:0190-abc123", actor_name: null }, "A buyer · abc123"],
])("the log calls %j %s", (line, said) => {
  const page = (
    <NextIntlClientProvider locale="en" messages={{ organizer }} timeZone="UTC">
      <Who {...line} />
    </NextIntlClientProvider>
  );
  expect(renderToStaticMarkup(page)).toBe(said);
});
