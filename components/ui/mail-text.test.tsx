import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { MailText } from "#components/ui/mail-text";

test.each([
  ["ana.de.la.fuente@teatro.example", "ana.de.la.fuente@<wbr/>teatro.example"],
  ["ann@xn--bcher-kva.example", "ann@<wbr/>bücher.example"],
  ['"a@b"@example.com', "&quot;a@b&quot;@<wbr/>example.com"],
  ["no address", "<wbr/>no address"],
])("%s breaks behind the @ that ends its name", (address, markup) => {
  expect(renderToStaticMarkup(<MailText address={address} />)).toContain(`>${markup}</span>`);
});
