import { expect } from "@playwright/test";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import { MailServer, partsOf } from "../../lib/notifications/testing/a-mail-server.ts";

/** A mail as its receiver reads it. */
export type Mail = {
  subject: string;
  text: string;
  /** The texts of the QR codes in it. */
  codes: string[];
};

/** The mail server of an installation under test, read as the receivers read it. */
export class Mailbox extends MailServer {
  /** Waits for the newest mail to the address with such a subject. */
  async newest(address: string, subject: RegExp): Promise<Mail> {
    let found: Mail | undefined;
    await expect(() => {
      found = this.#to(address).findLast((mail) => subject.test(mail.subject));
      expect(found, `a mail ${subject} to ${address}`).toBeDefined();
    }).toPass({ timeout: 300_000 });
    if (!found) throw new Error(`There is no mail ${subject} to ${address}`);
    return found;
  }

  /** The subjects of all mails to the address so far. */
  subjectsTo(address: string): string[] {
    return this.#to(address).map(({ subject }) => subject);
  }

  /** Waits for a mail with a link that begins so; answers its path, so that it is opened at the installation's own address. */
  async linkTo(address: string, subject: RegExp, path: string): Promise<string> {
    const { text } = await this.newest(address, subject);
    const found = new RegExp(`https?://[^/\\s]+(${path}[^\\s"<>]*)`).exec(text)?.[1];
    if (!found) throw new Error(`There is no link to ${path} in:\n${text}`);
    return found;
  }

  #to(address: string): Mail[] {
    const lines = this.messages.filter((message) => headerOf(message, "To").includes(address));
    return lines.map(readMail);
  }
}

function headerOf(message: string, name: string): string {
  const [head = ""] = message.split(/\r?\n\r?\n/);
  return new RegExp(`^${name}: (.*(?:\\r?\\n[ \\t].*)*)`, "im").exec(head)?.[1]?.replaceAll(/\r?\n[ \t]+/g, " ") ?? "";
}

function readMail(message: string): Mail {
  const parts = partsOf(message);
  const of = (type: string) => parts.filter(({ headers }) => headers["content-type"]?.startsWith(type));
  return {
    subject: decodeWords(headerOf(message, "Subject")),
    text: of("text/plain")
      .map(({ body }) => body.toString())
      .join("\n"),
    codes: of("image/png").flatMap(({ body }) => readCode(body)),
  };
}

/** The words of a header that are encoded, RFC 2047. */
function decodeWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, encoding: string, words: string) =>
      encoding.toLowerCase() === "b"
        ? Buffer.from(words, "base64").toString()
        : decodeURIComponent(words.replaceAll("_", " ").replaceAll("%", "%25").replaceAll("=", "%")),
    );
}

// The library's types say a default export, and its module under Node is one.
const jsQr = typeof jsqr === "function" ? jsqr : (jsqr as { default: typeof import("jsqr").default }).default;

function readCode(image: Buffer): string[] {
  const { data, width, height } = PNG.sync.read(image);
  const read = jsQr(new Uint8ClampedArray(data), width, height);
  return read ? [read.data] : [];
}
