import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Markdown } from "./markdown.tsx";
import { headingsOf } from "./markdown-rules.ts";

const drawn = (text: string) => renderToStaticMarkup(<Markdown text={text} />);

test("the parts of a legal text are drawn", () => {
  const html = drawn("## Who sells\n\nThe **house** & _you_.\n\n1. one\n2. two\n\n| a | b |\n|---|---|\n| c | `d<e` |");
  for (const part of ['<h2 id="who-sells"', "<strong>house</strong> &amp; <em>you</em>", "<ol", "<th", "d&lt;e"])
    expect(html).toContain(part);
});

test("nothing that is written becomes HTML or a script", () => {
  for (const attack of [
    "<script>alert(1)</script>",
    'a <img src=x onerror="alert(1)"> b',
    "<iframe src=https://evil.example></iframe>",
    "[x](javascript:alert(1))",
    "[x](  JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>1</script>)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "![x](https://evil.example/pixel.png)",
    '<https://fine.example/"onmouseover=alert(1)>',
    "| <svg onload=1> |\n|---|\n| <b onclick=1>x</b> |",
  ]) {
    const html = drawn(attack);
    expect(html, attack).not.toMatch(/<(script|img|iframe|svg|b)\b|href="(?!https:\/\/fine)/i);
    expect(html, attack).not.toMatch(/<[a-z]+[^>]*\son[a-z]+=/i);
  }
});

test("links to pages and mail addresses stay", () => {
  expect(drawn("[p](/privacy) [m](mailto:a@b.example) [s](https://s.example/x)")).toMatch(
    /href="\/privacy".*href="mailto:a@b\.example".*href="https:\/\/s\.example\/x"/,
  );
});

test("each main heading has an address of its own", () => {
  expect(headingsOf("## Añadir\n\nx\n\n## Añadir\n\n### small\n\n## ¿?")).toEqual([
    { id: "anadir", title: "Añadir" },
    { id: "anadir-2", title: "Añadir" },
    { id: "section", title: "¿?" },
  ]);
});
