import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AuditLineWire } from "#lib/audit/contract";
import { AUDIT_CSV_HEADER, auditCsv } from "./audit-csv.ts";

const LINE: AuditLineWire = {
  id: "0192f0c1-0000-7000-8000-000000000000",
  at: "2024-05-05T10:00:00.000Z",
  actor: "user:1",
  actor_name: null,
  action: "test.csv",
  event_id: 7,
  subject: "",
  outcome: "ok",
  address: null,
  request_id: null,
  detail: {},
};

/** The subject's cell as written. */
const written = (subject: string) =>
  auditCsv([{ ...LINE, subject }])
    .split("test.csv,7,")[1]
    ?.split(",ok,,,{}\r\n")[0];

describe("the audit log as CSV", () => {
  it.each([
    ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@x", "'@x"],
    ["\tx", "'\tx"],
    ["\rx", `"'\rx"`],
    ["＝1", "'＝1"],
    ['=a "b", c', `"'=a ""b"", c"`],
    ['a "b", c', '"a ""b"", c"'],
    ["a\nb", '"a\nb"'],
    ["a\rb", '"a\rb"'],
    ["a=b", "a=b"],
    ["", ""],
  ])("writes %j so that no spreadsheet runs or splits it", (subject, cell) => {
    expect(written(subject)).toBe(cell);
  });

  it("leaves what is missing empty and writes details as JSON", () => {
    const line = { ...LINE, event_id: null, detail: { a: 1, b: "x,y" } };
    expect(auditCsv([line])).toBe('2024-05-05T10:00:00.000Z,user:1,,test.csv,,,ok,,,"{""a"":1,""b"":""x,y""}"\r\n');
    expect(auditCsv([])).toBe("");
  });

  it("reads back unchanged, with an apostrophe before text that begins like a formula", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "=", "+", "-", "@", '"', ",", "\r", "\n", "\t", "'", "é", "＝"),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 4 }), (rows) => {
        const csv = AUDIT_CSV_HEADER + auditCsv(rows.map(([actor, subject]) => ({ ...LINE, actor, subject })));
        const read: { actor: string; subject: string }[] = parse(csv, { columns: true, record_delimiter: "\r\n" });
        const safe = (value: string) => (/^[=+\-@\t\r＝]/.test(value) ? `'${value}` : value);
        expect(read.map(({ actor, subject }) => [actor, subject])).toEqual(rows.map((row) => row.map(safe)));
      }),
    );
  });
});
